package dev.webauth.impl.audit;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The rows of {@code webauth_user_log}. */
@ApplicationScoped
class EventLog implements Expiring {

    private static final Logger LOG = Logger.getLogger("dev.webauth.audit");
    private static final int MAX_TEXT = 1024;

    private static final String INSERT =
            "insert into webauth_user_log (id, user_id, d, event, ip) values (%s, ?,"
                    + " current_timestamp, ?, ?)";

    /** Deletes among the lowest ids only: they are the oldest rows, and the ids are indexed. */
    private static final String DELETE_OLDEST =
            "delete from webauth_user_log where id in (select id from (select id, d from"
                    + " webauth_user_log order by id limit 1000) oldest where d < ?1)";

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject Transactions transactions;

    private final AtomicLong missing = new AtomicLong();

    /**
     * Writes a row for each account in the current transaction. A log-in does not fail because of a
     * failed write.
     */
    void add(List<Long> userIds, String text, String ip) {
        String id =
                database.isPostgres()
                        ? "nextval('webauth_user_log_seq')"
                        : "next value for webauth_user_log_seq";
        List<Object[]> rows =
                userIds.stream().map(user -> new Object[] {user, shortened(text), ip}).toList();
        database.updateInSavepoint(INSERT.formatted(id), rows)
                .ifPresentOrElse(e -> failed(e, rows.size()), this::worked);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private void failed(Exception e, int rows) {
        if (missing.getAndAdd(rows) == 0) {
            LOG.log(Level.WARNING, "The event log cannot be written; missing rows are counted", e);
        }
    }

    private void worked() {
        long count = missing.getAndSet(0);
        if (count > 0) {
            LOG.log(Level.WARNING, "The event log is written again; {0} rows are missing", count);
        }
    }

    @Override
    public int cleanup() {
        int all = 0;
        int deleted = deleteOldest();
        while (deleted > 0) {
            all += deleted;
            deleted = deleteOldest();
        }
        return all;
    }

    private int deleteOldest() {
        return transactions.requiresNew(
                () ->
                        database.updateNative(
                                DELETE_OLDEST,
                                Map.of(1, database.now().minus(config.logRetention()))));
    }
}
