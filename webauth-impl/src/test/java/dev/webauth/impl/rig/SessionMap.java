package dev.webauth.impl.rig;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The CDI session context of a request. The session is created when the first bean is stored. */
final class SessionMap extends AbstractMap<String, Object> {

    private final FakeRequest request;
    private final Map<String, Object> ofWeld = new HashMap<>();
    private boolean begun;

    SessionMap(FakeRequest request) {
        this.request = request;
    }

    /** From now on the application uses the session, and not only CDI itself. */
    void begin() {
        begun = true;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        FakeSession session = request.session(false);
        return session == null ? Set.of() : session.attributes().entrySet();
    }

    @Override
    public Object get(Object key) {
        if (!isBean(key)) {
            return ofWeld.get(key);
        }
        FakeSession session = request.session(false);
        if (session == null) {
            return null;
        }
        return begun
                ? session.getAttribute(key.toString())
                : session.attributes().get(key.toString());
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Object put(String key, Object value) {
        if (!isBean(key)) {
            return ofWeld.put(key, value);
        }
        request.session(true).setAttribute(key, value);
        return null;
    }

    @Override
    public Object remove(Object key) {
        FakeSession session = request.session(false);
        return session == null ? null : session.attributes().remove(key);
    }

    /** The locks and check sums of Weld are no content and create no session. */
    private static boolean isBean(Object key) {
        return key.toString().startsWith("WELD_BS#");
    }
}
