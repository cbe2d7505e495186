package dev.webauth.impl.rig;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An HTTP session in memory. */
final class FakeSession implements HttpSession {

    private final Map<String, FakeSession> all;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private volatile String id;

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
