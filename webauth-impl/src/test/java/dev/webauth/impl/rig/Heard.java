package dev.webauth.impl.rig;

import dev.webauth.event.AccountEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an application hears. */
@ApplicationScoped
public class Heard {

    private final List<AccountEvent> events = new CopyOnWriteArrayList<>();

    void hear(@Observes AccountEvent event) {
        events.add(event);
    }

    public List<AccountEvent> events() {
        return events;
    }
}
