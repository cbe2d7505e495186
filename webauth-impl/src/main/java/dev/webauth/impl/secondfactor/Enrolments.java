package dev.webauth.impl.secondfactor;

import dev.webauth.AccessDeniedException;
import dev.webauth.OtpEnrolment;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.pending.Pending;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The set-up of one-time passwords. The secret is stored as a pending step of this log-in: it
 * becomes active with a right code only, and no other log-in can read it.
 */
@ApplicationScoped
class Enrolments {

    private static final String KIND = "otp enrolment";
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    @Inject WebAuthConfig config;
    @Inject SecondFactorStep step;
    @Inject SecondFactors factors;
    @Inject OneTimePasswords passwords;
    @Inject Pending pending;
    @Inject Callers callers;
    @Inject Accounts accounts;
    @Inject Transactions transactions;

    OtpEnrolment begin() {
        SecondFactorStep.Subject subject = step.required();
        return transactions.required(
                () -> {
                    Account account = locked(subject);
                    String secret = Base32.encode(Totp.newSecret());
                    pending.take(KIND, key(subject));
                    pending.put(KIND, key(subject), secret, Optional.of(account.id()), LIFETIME);
                    return shown(account, secret);
                });
    }

    /** The result of {@link #begin} again, for a page that is repeated after a wrong code. */
    Optional<OtpEnrolment> begun(SecondFactorStep.Subject subject) {
        return transactions
                .required(() -> pending.find(KIND, key(subject)))
                .map(secret -> shown(subject.account(), secret));
    }

    List<String> finish(String typed) {
        SecondFactorStep.Subject subject = step.required();
        return transactions.required(
                () -> {
                    Account account = locked(subject);
                    byte[] secret =
                            pending.find(KIND, key(subject))
                                    .map(Base32::decode)
                                    .orElseThrow(Enrolments::expired);
                    boolean right =
                            OneTimePasswords.parse(typed)
                                    .filter(code -> passwords.setUp(account.id(), secret, code))
                                    .isPresent();
                    if (!right) {
                        throw CodeCheck.wrong();
                    }
                    pending.take(KIND, key(subject));
                    List<String> codes = factors.added(account, passwords);
                    step.passed(subject, OneTimePasswords.NAME, false);
                    return codes;
                });
    }

    private Account locked(SecondFactorStep.Subject subject) {
        if (!subject.isPending()) {
            callers.requiredFresh();
        }
        Account account = step.lock(subject);
        // Checked after the lock: another log-in may have set up a factor.
        if (subject.isPending() && !factors.of(account.id()).isEmpty()) {
            throw new AccessDeniedException(
                    Refusals.SECOND_FACTOR_REQUIRED, "Please give your second factor first");
        }
        factors.requireMayAdd(account);
        if (passwords.isSetUp(account.id())) {
            throw new ResourceAlreadyExistsException(
                    "otp_enrolled", "One-time passwords are switched on already");
        }
        return account;
    }

    private static AccessDeniedException expired() {
        return new AccessDeniedException(
                "enrolment_expired", "This took too long; please scan a new picture");
    }

    private static String key(SecondFactorStep.Subject subject) {
        return subject.key() + ":otp";
    }

    private OtpEnrolment shown(Account account, String secret) {
        // A colon separates the two in the label.
        String issuer = config.appName().replace(':', ' ');
        String name = account.email().map(EmailAddress::text).orElse("account " + account.id());
        String uri =
                "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                        .formatted(
                                encoded(issuer),
                                encoded(name),
                                secret,
                                encoded(issuer),
                                Totp.DIGITS,
                                Totp.STEP_SECONDS);
        return new OtpEnrolment(uri, secret, QrPicture.of(uri));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
