package dev.webauth.impl.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code {sha256}} and the SHA-256 digest of the password in hexadecimal, without a salt. WebAuth
 * for Flask stores the digest without the tag, which is added at the import.
 */
final class Sha256 implements ForeignScheme {

    private static final String TAG = "{sha256}";
    private static final Pattern BARE = Pattern.compile("(?:\\{sha256})?([0-9a-fA-F]{64})");
    private static final Pattern STORED = Pattern.compile("\\{sha256}([0-9a-f]{64})");

    /** The text to store for a digest with or without the tag; empty for another scheme. */
    static Optional<String> tagged(String encoded) {
        Matcher digest = BARE.matcher(encoded);
        return digest.matches()
                ? Optional.of(TAG + digest.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    @Override
    public String description() {
        return "64 hexadecimal digits (SHA-256 without a salt)";
    }

    @Override
    public boolean supports(String encoded) {
        return STORED.matcher(encoded).matches();
    }

    @Override
    public long work(String encoded) {
        return 0;
    }

    @Override
    public boolean verify(String password, String encoded) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return MessageDigest.isEqual(
                    sha256.digest(password.getBytes(StandardCharsets.UTF_8)),
                    HexFormat.of().parseHex(encoded.substring(TAG.length())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
