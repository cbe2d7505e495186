package dev.webauth.it.app;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.Registered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the library's events: within the transaction, and after the commit. */
@ApplicationScoped
public class RecordedEvents {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void atOnce(@Observes AccountEvent event) {
        lines.add("at once " + event);
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountEvent event) {
        lines.add("committed " + event);
    }

    void oneType(@Observes Registered event) {
        lines.add("registered " + event.userId());
    }

    List<String> lines() {
        return lines;
    }
}
