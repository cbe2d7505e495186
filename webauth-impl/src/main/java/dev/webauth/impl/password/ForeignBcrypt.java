package dev.webauth.impl.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mindrot.jbcrypt.BCrypt;

/**
 * Plain bcrypt. {@code $2a$}, {@code $2b$} (OpenBSD) and {@code $2y$} (PHP) are the same for
 * passwords of at most 72 bytes. {@code $2x$} marks hashes of a faulty implementation and is not
 * supported.
 */
final class ForeignBcrypt implements ForeignScheme {

    /** bcrypt ignores further bytes, so another password with the same beginning would match. */
    private static final int MAX_BYTES = 72;

    private static final Pattern STORED =
            Pattern.compile("\\$2[aby](\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{22})[./A-Za-z0-9]{31}");

    @Override
    public String description() {
        return "bcrypt ($2a$, $2b$, $2y$) with a cost from 4 to 15";
    }

    @Override
    public boolean supports(String encoded) {
        return STORED.matcher(encoded).matches();
    }

    @Override
    public long work(String encoded) {
        return 1L << Integer.parseInt(parts(encoded).group(2));
    }

    @Override
    public boolean verify(String password, String encoded) {
        // jBCrypt supports only the name $2a$.
        String made = BCrypt.hashpw(password, "$2a" + parts(encoded).group(1));
        boolean fits = MessageDigest.isEqual(ascii(made.substring(3)), ascii(encoded.substring(3)));
        return fits && password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Matcher parts(String encoded) {
        Matcher parts = STORED.matcher(encoded);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The text is of another scheme");
        }
        return parts;
    }
}
