package dev.webauth.impl.rig;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An HTTP session in memory. */
final class FakeSession implements HttpSession {

    private final Map<String, FakeSession> all;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private volatile String id;
    private volatile boolean ended;
    private volatile int callsLeft = Integer.MAX_VALUE;

    /** A replica, as another node receives it. */
    @SuppressWarnings("unchecked")
    FakeSession(Map<String, FakeSession> all, String id, byte[] replicated) {
        this.all = all;
        this.id = id;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(replicated))) {
            attributes.putAll((Map<String, Object>) in.readObject());
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        all.put(id, this);
    }

    /** The serialised session, as a cluster replicates it. */
    byte[] replicate() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new HashMap<>(attributes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    FakeSession(Map<String, FakeSession> all) {
        this.all = all;
        changeId();
    }

    void changeId() {
        requireAlive();
        if (id != null) {
            all.remove(id);
        }
        id = UUID.randomUUID().toString();
        all.put(id, this);
    }

    /** Another request ends this session after the given number of further calls. */
    void endAfter(int calls) {
        callsLeft = calls;
    }

    /** Throws the exception of every container for an invalidated session. */
    private void requireAlive() {
        if (callsLeft-- == 0) {
            end();
        }
        if (ended) {
            throw new IllegalStateException("UT000010: Session is invalid");
        }
    }

    private void end() {
        ended = true;
        all.remove(id);
        attributes.clear();
    }

    Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public Object getAttribute(String name) {
        requireAlive();
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        requireAlive();
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, Object value) {
        requireAlive();
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        requireAlive();
        attributes.remove(name);
    }

    @Override
    public void invalidate() {
        requireAlive();
        end();
    }

    @Override
    public boolean isNew() {
        return false;
    }

    @Override
    public long getCreationTime() {
        if (ended) {
            throw new IllegalStateException("UT000010: Session is invalid");
        }
        return 0;
    }

    @Override
    public long getLastAccessedTime() {
        return 0;
    }

    @Override
    public ServletContext getServletContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {}

    @Override
    public int getMaxInactiveInterval() {
        return 0;
    }
}
