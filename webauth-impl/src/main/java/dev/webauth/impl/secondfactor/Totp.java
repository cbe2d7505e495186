package dev.webauth.impl.secondfactor;

import dev.webauth.impl.crypto.Hmac;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Time-based one-time passwords (RFC 6238): HMAC-SHA-1, six digits, steps of 30 seconds. All
 * authenticator apps support these values.
 */
final class Totp {

    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    /** RFC 4226, requirement 6: 160 bits. */
    private static final int SECRET_BYTES = 20;

    /** RFC 6238, 5.2: one step, for differing clocks and slow typing. */
    static final int WINDOW = 1;

    private static final int MODULUS = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** RFC 4226, 5.3. */
    static String code(byte[] secret, long step) {
        byte[] counter = ByteBuffer.allocate(Long.BYTES).putLong(step).array();
        byte[] hash = Hmac.sha1(secret, counter);
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return String.format("%0" + DIGITS + "d", number % MODULUS);
    }

    /** The step that has this password, at most {@code window} steps from now. */
    static OptionalLong match(byte[] secret, String code, long now, int window) {
        return LongStream.rangeClosed(now - window, now + window)
                .filter(step -> isEqual(code(secret, step), code))
                .findFirst();
    }

    private static boolean isEqual(String right, String typed) {
        return MessageDigest.isEqual(right.getBytes(), typed.getBytes());
    }
}
