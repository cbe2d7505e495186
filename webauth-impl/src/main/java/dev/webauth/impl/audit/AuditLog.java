package dev.webauth.impl.audit;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoginRefused;
import dev.webauth.event.Registered;
import dev.webauth.impl.account.AccountsMade;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ClientIp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Records each event twice: as a row, in the transaction of the event, and as a line of the
 * server's log after the commit. Neither contains an e-mail address; the row contains the client's
 * IP address.
 */
@ApplicationScoped
class AuditLog {

    private static final Logger LOG = Logger.getLogger("dev.webauth.audit");

    @Inject WebAuthConfig config;
    @Inject EventLog log;
    @Inject Transactions transactions;
    @Inject ClientIp ip;
    @Inject Now now;

    private final ThrottledTries throttledTries = new ThrottledTries();

    /** Registrations are noted by {@link #made}, many with few statements. */
    void note(@Observes AccountEvent event) {
        if (!(event instanceof Registered)) {
            text(event).ifPresent(text -> note(List.of(event.userId()), text));
        }
    }

    void made(@Observes AccountsMade event) {
        note(event.userIds(), new Registered(0, event.method()).logText());
    }

    private void note(List<Long> userIds, String text) {
        transactions.required(
                () -> {
                    if (config.logUserEvents()) {
                        log.add(userIds, text, ip.text().orElse(null));
                    }
                    transactions.afterCommit(() -> userIds.forEach(id -> print(id, text)));
                });
    }

    private static void print(long userId, String text) {
        LOG.log(Level.INFO, "{0} user={1}", new Object[] {text, "" + userId});
    }

    private Optional<String> text(AccountEvent event) {
        String text = event.logText();
        if (event instanceof LoginRefused refused && refused.throttled()) {
            String subject = refused.userId() + " " + ip.network().orElse("");
            OptionalLong tries = throttledTries.count(subject, now.instant());
            return tries.isEmpty()
                    ? Optional.empty()
                    : Optional.of(tries.getAsLong() == 1 ? text : text + ":" + tries.getAsLong());
        }
        return Optional.of(text);
    }
}
