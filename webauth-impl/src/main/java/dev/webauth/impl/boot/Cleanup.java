package dev.webauth.impl.boot;

import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.pending.Pending;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Settings;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Deletes what has expired: by call, and by itself once an hour on one node of the cluster. */
@ApplicationScoped
public class Cleanup {

    static final Duration INTERVAL = Duration.ofHours(1);

    @Inject Settings settings;
    @Inject Transactions transactions;
    @Inject Links links;
    @Inject Pending pending;
    @Inject Throttle throttle;
    @Inject HttpSessions sessions;
    @Inject Accounts accounts;

    /** Runs if this node is the one whose turn it is. */
    void runInTurn() {
        if (settings.takeTurn("cleanup", INTERVAL)) {
            run();
        }
    }

    public void run() {
        transactions.joined(
                () -> {
                    links.cleanup();
                    pending.cleanup();
                    throttle.cleanup();
                    sessions.cleanup();
                    accounts.deleteUnconfirmed();
                });
    }
}
