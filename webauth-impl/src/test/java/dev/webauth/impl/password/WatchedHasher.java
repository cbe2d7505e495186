package dev.webauth.impl.password;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Tells which stored passwords were looked at, and can find them outdated. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION + 1)
@ApplicationScoped
public class WatchedHasher extends FastHasher {

    private final List<String> verified = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> onOutdated = new AtomicReference<>();

    /** The stored passwords that typed ones were compared with, decoys included. */
    public List<String> verified() {
        return verified;
    }

    /** Finds the next password outdated, and does something before it is hashed anew. */
    public void findOutdated(Runnable meanwhile) {
        onOutdated.set(meanwhile);
    }

    @Override
    public boolean verify(String password, String stored) {
        verified.add(stored);
        return super.verify(password, stored);
    }

    @Override
    public boolean outdated(String stored) {
        Runnable meanwhile = onOutdated.getAndSet(null);
        if (meanwhile != null) {
            meanwhile.run();
        }
        return meanwhile != null;
    }
}
