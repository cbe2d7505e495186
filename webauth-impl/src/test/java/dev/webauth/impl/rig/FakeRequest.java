package dev.webauth.impl.rig;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request. It implements only the servlet methods that the library calls. */
final class FakeRequest implements InvocationHandler {

    private final String verb;
    private final URI uri;
    private final String query;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Cookie> cookies;
    private final String peer;
    private final Map<String, FakeSession> sessions;
    private final byte[] body;
    private final boolean hasLength;
    private final ServletInputStream stream;
    private final Map<String, Object> attributes = new HashMap<>();
    private ContainerForm form;
    private String encoding;
    private FakeSession session;

    FakeRequest(
            String verb,
            String url,
            Map<String, List<String>> headers,
            Map<String, Cookie> cookies,
            String peer,
            byte[] body,
            Map<String, FakeSession> sessions) {
        this.verb = verb;
        // Servers accept queries that java.net.URI rejects.
        String[] parts = url.split("\\?", 2);
        this.uri = URI.create(parts[0]);
        this.query = parts.length < 2 ? null : parts[1];
        this.headers.putAll(headers);
        this.cookies = cookies;
        this.peer = peer;
        this.body = body;
        this.hasLength = !headers.containsKey("Transfer-Encoding");
        this.stream = new Input(body);
        this.sessions = sessions;
        Cookie cookie = cookies.get(FakeResponse.SESSION_COOKIE);
        this.session = cookie == null ? null : sessions.get(cookie.getValue());
    }

    HttpServletRequest asServlet() {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        FakeRequest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Exception {
        String first = arguments != null && arguments[0] instanceof String text ? text : null;
        return switch (method.getName()) {
            case "getMethod" -> verb;
            case "getScheme" -> uri.getScheme();
            case "getServerName" -> uri.getHost();
            case "getServerPort" -> uri.getPort();
            case "getRequestURI" -> uri.getRawPath();
            case "getQueryString" -> query;
            case "getInputStream" -> stream;
            case "getContentLengthLong" -> hasLength ? (long) body.length : -1L;
            case "getContextPath" -> TestApplication.CONTEXT;
            case "getServletPath" -> "/auth";
            case "isRequestedSessionIdFromURL" -> uri.getRawPath().contains(";jsessionid=");
            case "getRequestedSessionId" ->
                    cookies.containsKey(FakeResponse.SESSION_COOKIE)
                            ? cookies.get(FakeResponse.SESSION_COOKIE).getValue()
                            : null;
            case "isSecure" -> uri.getScheme().equals("https");
            case "getRemoteAddr" -> peer;
            case "getHeader" -> lines(first).stream().findFirst().orElse(null);
            case "getHeaders" -> Collections.enumeration(lines(first));
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "setCharacterEncoding" -> setEncoding(first);
            case "getParameterMap" -> form().values();
            case "getCookies" -> cookies.isEmpty() ? null : cookies.values().toArray(Cookie[]::new);
            case "getAttribute" -> attributes.get(first);
            case "setAttribute" -> attributes.put(first, arguments[1]);
            case "removeAttribute" -> attributes.remove(first);
            case "getSession" -> session(arguments == null || (Boolean) arguments[0]);
            case "changeSessionId" -> changeSessionId();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private List<String> lines(String name) {
        return name.equalsIgnoreCase("Host")
                ? List.of(uri.getRawAuthority())
                : headers.getOrDefault(name, List.of());
    }

    /** Has no effect after a parameter was read, as the servlet specification says. */
    private Object setEncoding(String name) throws UnsupportedEncodingException {
        if (!Charset.isSupported(name)) {
            throw new UnsupportedEncodingException(name);
        }
        encoding = name;
        return null;
    }

    private ContainerForm form() throws Exception {
        if (form == null) {
            String type = String.join(",", lines("Content-Type"));
            String charset = encoding == null ? ContainerForm.charset(type) : encoding;
            form =
                    new ContainerForm(
                            query,
                            ContainerForm.isForm(type) ? stream.readAllBytes() : new byte[0],
                            charset == null
                                    ? StandardCharsets.ISO_8859_1
                                    : Charset.forName(charset));
        }
        return form;
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

    private static final class Input extends ServletInputStream {

        private final ByteArrayInputStream from;

        Input(byte[] body) {
            from = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return from.read();
        }

        @Override
        public boolean isFinished() {
            return from.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
