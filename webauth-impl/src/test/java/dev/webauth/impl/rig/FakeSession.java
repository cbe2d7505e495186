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

    /** A replica, as another node gets it. */
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

    /** What a cluster carries to another node. */
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
        if (id != null) {
            all.remove(id);
        }
        id = UUID.randomUUID().toString();
        all.put(id, this);
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
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public void invalidate() {
        all.remove(id);
        attributes.clear();
    }

    @Override
    public boolean isNew() {
        return false;
    }

    @Override
    public long getCreationTime() {
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
