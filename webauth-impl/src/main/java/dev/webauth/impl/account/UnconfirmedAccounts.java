package dev.webauth.impl.account;

import dev.webauth.UnavailableException;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Outage;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes accounts that were not confirmed in time and have no linked identity. Each is deleted
 * separately and with its event: a row of the application that refers to one account keeps that
 * account only.
 */
@ApplicationScoped
class UnconfirmedAccounts implements Expiring {

    private static final Logger LOG = Logger.getLogger("dev.webauth.account");
    private static final int BATCH_SIZE = 100;

    private static final String EXPIRED =
            "select id from webauth_user where confirmed = false and d_created < ?1 and not exists"
                    + " (select 1 from webauth_user_auth a where a.user_id = webauth_user.id)";

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Accounts accounts;

    @Override
    public int cleanup() {
        int deleted = 0;
        List<Long> ids = after(Long.MIN_VALUE);
        while (!ids.isEmpty()) {
            for (long id : ids) {
                deleted += isDeleted(id) ? 1 : 0;
            }
            ids = after(ids.get(ids.size() - 1));
        }
        return deleted;
    }

    private List<Long> after(long last) {
        return transactions.requiresNew(
                () ->
                        database
                                .listNative(
                                        EXPIRED + " and id > ?2 order by id limit " + BATCH_SIZE,
                                        Map.of(1, before(), 2, last))
                                .stream()
                                .map(id -> ((Number) id).longValue())
                                .toList());
    }

    private boolean isDeleted(long id) {
        try {
            return transactions.requiresNew(
                    () -> {
                        boolean expired = isExpired(id);
                        if (expired) {
                            accounts.delete(id);
                        }
                        return expired;
                    });
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The unconfirmed account {0} was not deleted: {1}",
                    new Object[] {"" + id, Outage.reference(e).orElse(e.toString())});
            return false;
        }
    }

    /** Checks again and locks the row: the owner may be confirming the account at this moment. */
    private boolean isExpired(long id) {
        return !database.listNative(EXPIRED + " and id = ?2 for update", Map.of(1, before(), 2, id))
                .isEmpty();
    }

    private OffsetDateTime before() {
        return database.now().minus(config.userUnconfirmedExpires());
    }
}
