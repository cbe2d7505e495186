package dev.webauth.impl.password;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Records the stored passwords that were compared, and can report one as outdated. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION + 1)
@ApplicationScoped
public class WatchedHasher extends FastHasher {

    private final List<String> verified = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> onOutdated = new AtomicReference<>();

    /** The stored passwords that were compared with typed ones, decoys included. */
    public List<String> verified() {
        return verified;
    }

    /** Reports the next password as outdated, and runs work before it is hashed again. */
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
