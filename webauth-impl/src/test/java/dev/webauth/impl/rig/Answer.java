package dev.webauth.impl.rig;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Map;

/** The answer that a browser received. */
public record Answer(int status, Map<String, String> headers, String body, List<Cookie> cookies) {

    public String header(String name) {
        return headers.get(name);
    }

    /** The target of a redirect; null for other answers. */
    public String location() {
        return headers.get("Location");
    }
}
