package dev.webauth.impl.password;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.spi.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mindrot.jbcrypt.BCrypt;

/**
 * Stores {@code {bcrypt-sha384}} and the bcrypt hash of the Base64 text of an HMAC-SHA-384 of the
 * password (NFKC). The key of the HMAC is the row's salt. The HMAC is needed because bcrypt ignores
 * everything after 72 bytes and stops at a NUL; its Base64 text has 64 printable bytes. It is keyed
 * so that leaked plain digests cannot be tried against it (OWASP Password Storage, "password
 * shucking").
 */
@ApplicationScoped
@Typed(BcryptHasher.class)
class BcryptHasher implements PasswordHasher {

    private static final int LOWEST_COST = 4;

    /** Enough rounds for the JVM to compile them. */
    private static final int WARM_UP_COST = 8;

    private static final String TAG = "{bcrypt-sha384}";
    private static final Pattern STORED =
            Pattern.compile(
                    "\\{bcrypt-sha384}(\\$2a\\$(0[4-9]|1[0-5])\\$([./A-Za-z0-9]{22}))[./A-Za-z0-9]{31}");
    private static final String NO_SALT = "......................";

    @Inject WebAuthConfig config;

    @Override
    public boolean supports(String stored) {
        return STORED.matcher(stored).matches();
    }

    @Override
    public String hash(String password) {
        String setting = BCrypt.gensalt(config.bcryptCost());
        return TAG + BCrypt.hashpw(digest(password, saltOf(setting)), setting);
    }

    /** Takes equally long for a stored hash with a lower cost. */
    @Override
    public boolean verify(String password, String stored) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        String made = TAG + BCrypt.hashpw(digest(password, parts.group(3)), parts.group(1));
        spendRest(1L << Integer.parseInt(parts.group(2)));
        return MessageDigest.isEqual(
                made.getBytes(StandardCharsets.US_ASCII),
                stored.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean outdated(String stored) {
        Matcher parts = STORED.matcher(stored);
        return !parts.matches() || Integer.parseInt(parts.group(2)) < config.bcryptCost();
    }

    /**
     * Does the work that is missing to one hash of the configured cost, so that the response time
     * does not reveal the scheme of the stored hash, or whether there is one.
     *
     * @param done the work that has been done, in bcrypt rounds: 2 to the power of its cost
     */
    void spendRest(long done) {
        costsOfRest(done).forEach(cost -> BCrypt.hashpw("", "$2a$%02d$".formatted(cost) + NO_SALT));
    }

    /** bcrypt does 2^cost rounds, so each binary digit of the missing work is one hash. */
    IntStream costsOfRest(long done) {
        long rest = (1L << config.bcryptCost()) - done;
        return IntStream.rangeClosed(LOWEST_COST, config.bcryptCost())
                .filter(cost -> rest > 0 && (rest >> cost & 1) == 1);
    }

    /**
     * Lets the JVM load the digest and compile bcrypt, in a fraction of the time of one hash.
     * Without it the first log-in of a known address would take longer than that of an unknown one.
     */
    void warmUp() {
        BCrypt.hashpw(digest("", NO_SALT), "$2a$%02d$".formatted(WARM_UP_COST) + NO_SALT);
    }

    private static String saltOf(String setting) {
        return setting.substring(setting.length() - 22);
    }

    private static String digest(String password, String salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.US_ASCII), "HmacSHA384"));
            String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(normal.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
