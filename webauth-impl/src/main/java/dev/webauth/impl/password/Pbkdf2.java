package dev.webauth.impl.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 in the formats of Django and Jakarta Security: {@code pbkdf2_sha256$iterations$salt$hash},
 * where the salt is text, and {@code PBKDF2WithHmacSHA256:iterations:salt:hash}, where it is
 * Base64.
 */
final class Pbkdf2 implements ForeignScheme {

    /** Takes one to four seconds. */
    private static final int MAX_ITERATIONS = 4_000_000;

    private static final int MAX_BYTES = 64;

    /** How many iterations with SHA-256 take as long as one bcrypt round. */
    private static final int SHORT_PER_BCRYPT_ROUND = 256;

    /** The same for SHA-512, for which processors have no special instructions. */
    private static final int LONG_PER_BCRYPT_ROUND = 72;

    private static final String BASE64 = "([A-Za-z0-9+/]{8,172}={0,2})";
    private static final Pattern DJANGO =
            Pattern.compile("pbkdf2_sha256\\$(\\d{1,7})\\$([!-#%-~]{1,128})\\$" + BASE64);
    private static final Pattern JAKARTA =
            Pattern.compile(
                    "PBKDF2WithHmacSHA(224|256|384|512):(\\d{1,7}):" + BASE64 + ":" + BASE64);

    @Override
    public String description() {
        return "PBKDF2 of Django (pbkdf2_sha256$) and of Jakarta Security"
                + " (PBKDF2WithHmacSHA256:, 224, 384, 512) with at most 4,000,000 iterations";
    }

    @Override
    public boolean supports(String encoded) {
        return Parts.of(encoded).isPresent();
    }

    @Override
    public long work(String encoded) {
        Parts parts = Parts.of(encoded).orElseThrow();
        int perRound = parts.bits() <= 256 ? SHORT_PER_BCRYPT_ROUND : LONG_PER_BCRYPT_ROUND;
        return (long) parts.iterations() * parts.blocks() / perRound;
    }

    @Override
    public boolean verify(String password, String encoded) {
        Parts parts = Parts.of(encoded).orElseThrow();
        PBEKeySpec spec =
                new PBEKeySpec(
                        password.toCharArray(),
                        parts.salt(),
                        parts.iterations(),
                        parts.hash().length * Byte.SIZE);
        try {
            byte[] made =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + parts.bits())
                            .generateSecret(spec)
                            .getEncoded();
            return MessageDigest.isEqual(made, parts.hash());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
        }
    }

    private record Parts(int bits, int iterations, byte[] salt, byte[] hash) {

        /** Empty for another scheme, and for a hash that would cost too much. */
        static Optional<Parts> of(String encoded) {
            try {
                return read(encoded).filter(Parts::isAffordable);
            } catch (IllegalArgumentException e) {
                // The text is not Base64.
                return Optional.empty();
            }
        }

        private static Optional<Parts> read(String encoded) {
            Matcher django = DJANGO.matcher(encoded);
            if (django.matches()) {
                byte[] salt = django.group(2).getBytes(StandardCharsets.US_ASCII);
                return Optional.of(parts("256", django.group(1), salt, django.group(3)));
            }
            Matcher jakarta = JAKARTA.matcher(encoded);
            if (jakarta.matches()) {
                byte[] salt = Base64.getDecoder().decode(jakarta.group(3));
                return Optional.of(
                        parts(jakarta.group(1), jakarta.group(2), salt, jakarta.group(4)));
            }
            return Optional.empty();
        }

        private static Parts parts(String bits, String iterations, byte[] salt, String hash) {
            return new Parts(
                    Integer.parseInt(bits),
                    Integer.parseInt(iterations),
                    salt,
                    Base64.getDecoder().decode(hash));
        }

        private boolean isAffordable() {
            return iterations > 0
                    && hash.length >= 16
                    && hash.length <= MAX_BYTES
                    && (long) iterations * blocks() <= MAX_ITERATIONS;
        }

        /** PBKDF2 does all its iterations for each block. */
        private int blocks() {
            int length = bits / Byte.SIZE;
            return (hash.length + length - 1) / length;
        }
    }
}
