package dev.webauth.impl.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) as {@code $argon2id$v=19$m=65536,t=3,p=4$salt$hash}. Bouncy Castle computes
 * it, an optional library in the WAR.
 */
final class Argon2 implements ForeignScheme {

    /** 128 MiB; each concurrent hash needs that much memory. */
    private static final int MAX_KIBIBYTES = 131_072;

    /** The maximum number of passes times KiB, which takes one to three seconds. */
    private static final int MAX_WORK = 1_048_576;

    private static final int MAX_LANES = 16;

    /** How many KiB are filled in the time of one bcrypt round. */
    private static final int PER_BCRYPT_ROUND = 72;

    private static final String BASE64 = "([A-Za-z0-9+/]{11,86})";
    private static final Pattern STORED =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,3}),p=(\\d{1,2})\\$"
                            + BASE64
                            + "\\$"
                            + BASE64);

    private final boolean available;

    Argon2() {
        this("org.bouncycastle.crypto.generators.Argon2BytesGenerator");
    }

    /** Takes the name of the class whose presence shows that the library is there. */
    Argon2(String generator) {
        available = isLoadable(generator);
    }

    private static boolean isLoadable(String name) {
        try {
            Class.forName(name, false, Argon2.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public String description() {
        return available
                ? "Argon2id ($argon2id$v=19$) with at most 128 MiB, m * t at most 1,048,576 and p at"
                        + " most 16"
                : "Argon2id ($argon2id$), if you add org.bouncycastle:bcprov-jdk18on to the WAR";
    }

    @Override
    public boolean supports(String encoded) {
        return available && Parts.of(encoded).isPresent();
    }

    @Override
    public long work(String encoded) {
        Parts parts = Parts.of(encoded).orElseThrow();
        return (long) parts.kibibytes() * parts.passes() / PER_BCRYPT_ROUND;
    }

    @Override
    public boolean verify(String password, String encoded) {
        Parts parts = Parts.of(encoded).orElseThrow();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(parts.kibibytes())
                        .withIterations(parts.passes())
                        .withParallelism(parts.lanes())
                        .withSalt(parts.salt())
                        .build());
        byte[] made = new byte[parts.hash().length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), made);
        return MessageDigest.isEqual(made, parts.hash());
    }

    private record Parts(int kibibytes, int passes, int lanes, byte[] salt, byte[] hash) {

        /** Empty for another scheme, and for a hash that would cost too much. */
        static Optional<Parts> of(String encoded) {
            Matcher parts = STORED.matcher(encoded);
            try {
                return parts.matches()
                        ? Optional.of(read(parts)).filter(Parts::isAffordable)
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                // The text is not Base64.
                return Optional.empty();
            }
        }

        private static Parts read(Matcher parts) {
            return new Parts(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Base64.getDecoder().decode(parts.group(4)),
                    Base64.getDecoder().decode(parts.group(5)));
        }

        private boolean isAffordable() {
            return lanes > 0
                    && lanes <= MAX_LANES
                    && passes > 0
                    && kibibytes >= 8 * lanes
                    && kibibytes <= MAX_KIBIBYTES
                    && (long) kibibytes * passes <= MAX_WORK
                    && hash.length >= 16;
        }
    }
}
