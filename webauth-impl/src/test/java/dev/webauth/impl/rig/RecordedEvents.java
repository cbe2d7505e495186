package dev.webauth.impl.rig;

import dev.webauth.event.AccountEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the events that an application observes. */
@ApplicationScoped
public class RecordedEvents {

    private final List<AccountEvent> events = new CopyOnWriteArrayList<>();

    void hear(@Observes AccountEvent event) {
        events.add(event);
    }

    public List<AccountEvent> events() {
        return events;
    }
}
