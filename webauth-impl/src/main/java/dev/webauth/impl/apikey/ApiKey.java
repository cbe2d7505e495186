package dev.webauth.impl.apikey;

import dev.webauth.impl.crypto.Token;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An API key: {@code wa_}, 23 random characters of base 62 (137 bits), and 6 characters of their
 * CRC-32. Secret scanners find a leaked key by its prefix. A mistyped key is refused without a
 * database query.
 */
record ApiKey(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "wa_";
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 23;
    private static final int CHECK_LENGTH = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_LENGTH + CHECK_LENGTH;

    static ApiKey random() {
        StringBuilder body = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            body.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new ApiKey(body + check(body.toString()));
    }

    static Optional<ApiKey> parse(String text) {
        if (text == null || text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String body = text.substring(0, LENGTH - CHECK_LENGTH);
        return text.endsWith(check(body)) ? Optional.of(new ApiKey(text)) : Optional.empty();
    }

    private static String check(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        StringBuilder check = new StringBuilder();
        for (int i = 0; i < CHECK_LENGTH; i++) {
            check.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return check.toString();
    }

    String digest() {
        return Token.digest(value);
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
