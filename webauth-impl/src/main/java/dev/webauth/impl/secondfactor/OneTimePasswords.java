package dev.webauth.impl.secondfactor;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.HtmlPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** One-time passwords of an authenticator app; within a transaction. */
@ApplicationScoped
class OneTimePasswords implements SecondFactor {

    static final String NAME = "totp";

    private static final Logger LOG = Logger.getLogger("dev.webauth.secondfactor");
    private static final String PURPOSE = "otp secret";
    private static final Pattern SHAPE = Pattern.compile("[0-9]{" + Totp.DIGITS + "}");

    /** A code that is right within this number of steps, ten minutes, indicates a wrong clock. */
    private static final int CLOCK_WINDOW = 20;

    @Inject Accounts accounts;
    @Inject Database database;
    @Inject Seal seal;
    @Inject StepPages pages;
    @Inject Now now;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isSetUp(long userId) {
        return accounts.sealedOtpSecret(userId).isPresent();
    }

    @Override
    public HtmlPage ask(HtmlPage page, Exchange exchange, Account account) {
        return pages.askCode(page, exchange);
    }

    @Override
    public HtmlPage offer(HtmlPage page, Exchange exchange, Account account) {
        return pages.offerEnrolment(page, exchange);
    }

    /** Parses a typed code; empty if it cannot be one. */
    static Optional<String> parse(String typed) {
        return Optional.of(typed.replaceAll("[\\s-]", ""))
                .filter(code -> SHAPE.matcher(code).matches());
    }

    /** Enables them if the code is right. The code is consumed. */
    boolean setUp(long userId, byte[] secret, String code) {
        OptionalLong step = match(userId, secret, code);
        step.ifPresent(
                used -> accounts.setOtp(userId, seal.seal(PURPOSE, Base32.encode(secret)), used));
        return step.isPresent();
    }

    /** Whether a code is right at this time, even if it is already used. */
    boolean isRight(long userId, String code) {
        return accounts.sealedOtpSecret(userId)
                .filter(stored -> match(userId, open(userId, stored), code).isPresent())
                .isPresent();
    }

    /** Consumes a code. Exactly one of several concurrent callers succeeds. */
    boolean use(long userId, String code) {
        Optional<String> sealed = accounts.sealedOtpSecret(userId);
        if (sealed.isEmpty()) {
            return false;
        }
        OptionalLong step = match(userId, open(userId, sealed.get()), code);
        return step.isPresent() && accounts.useOtp(userId, sealed.get(), step.getAsLong());
    }

    private byte[] open(long userId, String sealed) {
        return seal.open(PURPOSE, sealed)
                .map(Base32::decode)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The one-time password secret of account "
                                                + userId
                                                + " was sealed under a key that is not known any"
                                                + " more: add it to webauth.secret-key.previous"));
    }

    private OptionalLong match(long userId, byte[] secret, String code) {
        long present = Totp.step(now.instant());
        OptionalLong step = Totp.match(secret, code, present, Totp.WINDOW);
        if (step.isEmpty()) {
            OptionalLong far = Totp.match(secret, code, present, CLOCK_WINDOW);
            far.ifPresent(other -> warn(userId, (other - present) * Totp.STEP_SECONDS));
        }
        return step;
    }

    /** The code is refused (ASVS 6.5.8); the log names the clocks that may be wrong. */
    private void warn(long userId, long seconds) {
        long ahead = Duration.between(database.now().toInstant(), now.instant()).toSeconds();
        LOG.log(
                Level.WARNING,
                "clock? Refused a one-time password of user={0} that is right {1} s from now."
                        + " The clock of this server is {2} s ahead of the database''s. If this is"
                        + " little, it is the clock of the owner''s device",
                new Object[] {"" + userId, "" + seconds, "" + ahead});
    }

    @Override
    public void delete(long userId) {
        accounts.clearOtp(userId);
    }
}
