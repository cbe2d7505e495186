package dev.webauth.impl.rig;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response. */
final class FakeResponse implements InvocationHandler {

    static final String SESSION_COOKIE = "JSESSIONID";

    private int status = 200;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Cookie> cookies = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    HttpServletResponse asServlet() {
        return (HttpServletResponse)
                Proxy.newProxyInstance(
                        FakeResponse.class.getClassLoader(),
                        new Class<?>[] {HttpServletResponse.class},
                        this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "setStatus" -> status = (Integer) arguments[0];
            case "setHeader", "addHeader" ->
                    headers.put((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
            case "addCookie" -> cookies.add((Cookie) arguments[0]);
            case "getOutputStream" -> {
                return new Output(body);
            }
            case "isCommitted" -> {
                return false;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        }
        return null;
    }

    List<Cookie> cookies() {
        return cookies;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The raw bytes; they may be no text. */
    byte[] body() {
        return body.toByteArray();
    }

    Answer answer() {
        return new Answer(status, headers, body.toString(StandardCharsets.UTF_8), cookies);
    }

    private static final class Output extends ServletOutputStream {

        private final ByteArrayOutputStream to;

        Output(ByteArrayOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) {
            to.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
