package dev.webauth.impl.rig;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Map;

/** What the browser got. */
public record Answer(int status, Map<String, String> headers, String body, List<Cookie> cookies) {

    public String header(String name) {
        return headers.get(name);
    }

    /** Where the browser is sent; null if nowhere. */
    public String location() {
        return headers.get("Location");
    }
}
