package dev.webauth.impl.audit;

import dev.webauth.event.AccountDeleted;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ActionConfirmed;
import dev.webauth.event.ApiKeyChanged;
import dev.webauth.event.EmailChangeRequested;
import dev.webauth.event.EmailChanged;
import dev.webauth.event.EmailConfirmed;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.LoggedOut;
import dev.webauth.event.LoginRefused;
import dev.webauth.event.PasswordChanged;
import dev.webauth.event.ProviderLinked;
import dev.webauth.event.ProviderRemoved;
import dev.webauth.event.RecoveryRequested;
import dev.webauth.event.Registered;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ClientIp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Writes each event down, in the transaction that makes it true. No address, so no personal data.
 */
@ApplicationScoped
class AuditLog implements Entities {

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject ClientIp ip;

    @Override
    public List<Class<?>> classes() {
        return List.of(LogRow.class);
    }

    void write(@Observes AccountEvent event) {
        if (config.logUserEvents()) {
            transactions.joined(
                    () ->
                            database.insert(
                                    new LogRow(
                                            event.userId(),
                                            database.now(),
                                            text(event),
                                            ip.text().orElse(null))));
        }
    }

    private static String text(AccountEvent event) {
        if (event instanceof Registered registered) {
            return "register:" + registered.method();
        } else if (event instanceof LoggedIn login) {
            return "login:" + login.method();
        } else if (event instanceof LoginRefused refused) {
            return refused.throttled() ? "login.throttled" : "login.failed";
        } else if (event instanceof ActionConfirmed action) {
            return "confirm:" + action.method();
        } else if (event instanceof ProviderLinked linked) {
            return "provider.linked:" + linked.provider();
        } else if (event instanceof ProviderRemoved removed) {
            return "provider.removed:" + removed.provider();
        } else if (event instanceof LoggedOut) {
            return "logout";
        } else if (event instanceof RecoveryRequested) {
            return "remind";
        } else if (event instanceof EmailConfirmed) {
            return "email.confirmed";
        } else if (event instanceof EmailChangeRequested) {
            return "email.change.requested";
        } else if (event instanceof EmailChanged) {
            return "email.changed";
        } else if (event instanceof PasswordChanged) {
            return "password.changed";
        } else if (event instanceof ApiKeyChanged) {
            return "api_key.changed";
        } else if (event instanceof AccountDeleted) {
            return "delete";
        }
        throw new IllegalArgumentException("An event without a text: " + event.getClass());
    }
}
