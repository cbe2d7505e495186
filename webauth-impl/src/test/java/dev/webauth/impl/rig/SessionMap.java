package dev.webauth.impl.rig;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** CDI's view of the request's session, which the first bean that is put there makes. */
final class SessionMap extends AbstractMap<String, Object> {

    private final FakeRequest request;
    private final Map<String, Object> ofWeld = new HashMap<>();

    SessionMap(FakeRequest request) {
        this.request = request;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        FakeSession session = request.session(false);
        return session == null ? Set.of() : session.attributes().entrySet();
    }

    @Override
    public Object get(Object key) {
        FakeSession session = request.session(false);
        Object found = session == null ? null : session.attributes().get(key);
        return isBean(key) ? found : ofWeld.get(key);
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
        return request.session(true).attributes().put(key, value);
    }

    @Override
    public Object remove(Object key) {
        FakeSession session = request.session(false);
        return session == null ? null : session.attributes().remove(key);
    }

    /** Weld's locks and check sums are no content, and make no session. */
    private static boolean isBean(Object key) {
        return key.toString().startsWith("WELD_BS#");
    }
}
