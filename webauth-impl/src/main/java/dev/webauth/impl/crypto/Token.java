package dev.webauth.impl.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A random secret of 256 bits. Its holder has the value; the database has only the digest. */
public record Token(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SHORT = 22;
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9_-]{" + SHORT + "}|[A-Za-z0-9_-]{43}");

    /** Creates a new token. */
    public static Token random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * The first 132 bits. They are enough for a cookie (ASVS 7.2.3), which each request carries and
     * the server parses.
     */
    public Token shortened() {
        return new Token(value.substring(0, SHORT));
    }

    /**
     * Reads a token that a request carries; empty if the text does not have the form of a token.
     */
    public static Optional<Token> parse(String text) {
        return text != null && SHAPE.matcher(text).matches()
                ? Optional.of(new Token(text))
                : Optional.empty();
    }

    /** The digest that is stored. */
    public String digest() {
        return digest(value);
    }

    /** SHA-256 in hexadecimal. It is enough for random secrets, never for passwords. */
    public static String digest(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
