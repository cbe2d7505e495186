package dev.webauth.impl.rig;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.StringReader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One request; what the library does not ask for is not there. */
final class FakeRequest implements InvocationHandler {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final String verb;
    private final URI uri;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String[]> parameters;
    private final Map<String, Cookie> cookies;
    private final String peer;
    private final Map<String, FakeSession> sessions;
    private final String body;
    private final Map<String, Object> attributes = new HashMap<>();
    private FakeSession session;

    FakeRequest(
            String verb,
            URI uri,
            Map<String, String> headers,
            Map<String, String[]> parameters,
            Map<String, Cookie> cookies,
            String peer,
            String body,
            Map<String, FakeSession> sessions) {
        this.verb = verb;
        this.uri = uri;
        this.headers.putAll(headers);
        this.parameters = new HashMap<>(parameters);
        pairs(uri.getRawQuery()).forEach(this::add);
        String type = header("Content-Type");
        if (type != null && type.startsWith(FORM)) {
            pairs(body).forEach(this::add);
        }
        this.cookies = cookies;
        this.peer = peer;
        this.body = body;
        this.sessions = sessions;
        Cookie cookie = cookies.get(FakeResponse.SESSION_COOKIE);
        this.session = cookie == null ? null : sessions.get(cookie.getValue());
    }

    private static List<String> pairs(String form) {
        return form == null || form.isEmpty() ? List.of() : List.of(form.split("&"));
    }

    private void add(String pair) {
        String[] parts = pair.split("=", 2);
        String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        String value = URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8);
        String[] before = parameters.getOrDefault(name, new String[0]);
        String[] values = Arrays.copyOf(before, before.length + 1);
        values[before.length] = value;
        parameters.put(name, values);
    }

    HttpServletRequest asServlet() {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        FakeRequest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        String first = arguments != null && arguments[0] instanceof String text ? text : null;
        return switch (method.getName()) {
            case "getMethod" -> verb;
            case "getScheme" -> uri.getScheme();
            case "getServerName" -> uri.getHost();
            case "getServerPort" -> uri.getPort();
            case "getRequestURI" -> uri.getRawPath();
            case "getQueryString" -> uri.getRawQuery();
            case "getReader" -> new BufferedReader(new StringReader(body));
            case "getContextPath" -> TestApplication.CONTEXT;
            case "getServletPath" -> "/auth";
            case "isRequestedSessionIdFromURL" -> uri.getRawPath().contains(";jsessionid=");
            case "getRequestedSessionId" ->
                    cookies.containsKey(FakeResponse.SESSION_COOKIE)
                            ? cookies.get(FakeResponse.SESSION_COOKIE).getValue()
                            : null;
            case "isSecure" -> uri.getScheme().equals("https");
            case "getRemoteAddr" -> peer;
            case "getHeader" -> header(first);
            case "getParameterValues" -> parameters.get(first);
            case "getCookies" -> cookies.isEmpty() ? null : cookies.values().toArray(Cookie[]::new);
            case "getAttribute" -> attributes.get(first);
            case "setAttribute" -> attributes.put(first, arguments[1]);
            case "removeAttribute" -> attributes.remove(first);
            case "getSession" -> session(arguments == null || (Boolean) arguments[0]);
            case "changeSessionId" -> changeSessionId();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private String header(String name) {
        return name.equals("Host") ? uri.getRawAuthority() : headers.get(name);
    }

    FakeSession session(boolean create) {
        if (session != null && sessions.get(session.getId()) != session) {
            session = null;
        }
        if (session == null && create) {
            session = new FakeSession(sessions);
        }
        return session;
    }

    private String changeSessionId() {
        if (session(false) == null) {
            throw new IllegalStateException("There is no session");
        }
        session.changeId();
        return session.getId();
    }
}
