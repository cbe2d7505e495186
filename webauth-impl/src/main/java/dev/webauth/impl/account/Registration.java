package dev.webauth.impl.account;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.NextUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Makes an account with an address and a password. */
@ApplicationScoped
public class Registration {

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Passwords passwords;
    @Inject Transactions transactions;
    @Inject Confirmation confirmation;
    @Inject Links links;
    @Inject HttpSessions sessions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject OwnerNotice ownerNotice;

    public void register(String typedEmail, String password, boolean confirmed, String next) {
        requireOpen();
        EmailAddress email = EmailAddress.parse(typedEmail);
        passwords.check(password, email.text());
        NextUri.check(next);
        String hash =
                passwords.inTurn(
                        () -> {
                            refuseTaken(email);
                            return passwords.hash(password);
                        });
        Optional<WebAuthUser> account = create(email, hash, confirmed, next);
        if (!config.concealAccounts()) {
            account.ifPresent(
                    made -> sessions.begin(made.getId(), made.getEpoch(), "password", false));
        } else if (!confirmed) {
            links.pretend();
        }
    }

    private void requireOpen() {
        if (!config.allowRegistration()) {
            throw new AccessDeniedException("registration_closed", "Registration is closed");
        }
        if (!ip.network().map(from -> throttle.take(Limit.REGISTER_NETWORK, from)).orElse(true)) {
            throw new AccessDeniedException(
                    "too_many_registrations", "Too many registrations; try again in a minute");
        }
    }

    /** Within the hashing turn: of many who come with one address, most need not be hashed. */
    private void refuseTaken(EmailAddress email) {
        if (!config.concealAccounts()
                && transactions.joined(() -> accounts.byEmail(email)).isPresent()) {
            throw Accounts.taken();
        }
    }

    /** Empty if the address is taken and nobody is to know. */
    private Optional<WebAuthUser> create(
            EmailAddress email, String hash, boolean confirmed, String next) {
        if (config.concealAccounts() && isTakenAndOwnerTold(email)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    transactions.joined(() -> createAndMail(email, hash, confirmed, next)));
        } catch (ResourceAlreadyExistsException e) {
            if (config.concealAccounts()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private WebAuthUser createAndMail(
            EmailAddress email, String hash, boolean confirmed, String next) {
        WebAuthUser account = accounts.create(email, hash, confirmed, "password");
        if (!confirmed) {
            confirmation.mail(account.getId(), email, next, "confirm");
        }
        return account;
    }

    private boolean isTakenAndOwnerTold(EmailAddress email) {
        Optional<WebAuthUser> owner = transactions.joined(() -> accounts.byEmail(email));
        owner.ifPresent(account -> ownerNotice.send(email, account));
        return owner.isPresent();
    }
}
