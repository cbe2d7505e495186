package dev.webauth.it.rig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The cookies of one browser at one host. Implements the parts of RFC 6265 that the tests need. */
final class CookieJar {

    private record Key(String name, String path) {}

    private final Map<Key, String> cookies = new ConcurrentHashMap<>();
    private final Set<Key> lasting = ConcurrentHashMap.newKeySet();

    void store(List<String> setCookies) {
        setCookies.forEach(this::store);
    }

    private void store(String setCookie) {
        String[] parts = setCookie.split(";");
        int equals = parts[0].indexOf('=');
        Map<String, String> attributes = attributes(parts);
        Key key =
                new Key(
                        parts[0].substring(0, equals).strip(),
                        attributes.getOrDefault("path", "/"));
        if ("0".equals(attributes.get("max-age"))
                || attributes.getOrDefault("expires", "").contains("1970")) {
            cookies.remove(key);
        } else {
            cookies.put(key, parts[0].substring(equals + 1).strip());
            lasting.remove(key);
            if (attributes.containsKey("max-age") || attributes.containsKey("expires")) {
                lasting.add(key);
            }
        }
    }

    private static Map<String, String> attributes(String[] parts) {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            found.put(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1] : "");
        }
        return found;
    }

    /** The value of the Cookie header for a path; empty if no cookie matches. */
    Optional<String> header(String path) {
        String value =
                cookies.entrySet().stream()
                        .filter(c -> covers(c.getKey().path(), path))
                        .map(c -> c.getKey().name() + "=" + c.getValue())
                        .collect(Collectors.joining("; "));
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static boolean covers(String cookiePath, String path) {
        return path.equals(cookiePath)
                || path.startsWith(cookiePath.endsWith("/") ? cookiePath : cookiePath + "/");
    }

    Optional<String> value(String name) {
        return cookies.entrySet().stream()
                .filter(c -> c.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    void put(String name, String path, String value) {
        cookies.put(new Key(name, path), value);
    }

    void copyTo(CookieJar other) {
        other.cookies.putAll(cookies);
    }

    /** Removes session cookies. */
    void endOfBrowser() {
        cookies.keySet().retainAll(lasting);
    }

    void clear() {
        cookies.clear();
    }
}
