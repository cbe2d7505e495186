package dev.webauth.impl.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;

/** Passes real HTTP requests to the routes of a test's application. */
final class LoopbackServer {

    private final HttpServer server;
    private TestApplication app;

    LoopbackServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(LoopbackServer::daemon));
        server.createContext("/", this::serve);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback-server");
        thread.setDaemon(true);
        return thread;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void serve(TestApplication application) {
        app = application;
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        FakeRequest request =
                new FakeRequest(
                        exchange.getRequestMethod(),
                        "http://"
                                + exchange.getRequestHeaders().getFirst("Host")
                                + exchange.getRequestURI(),
                        exchange.getRequestHeaders(),
                        Map.of(),
                        exchange.getRemoteAddress().getAddress().getHostAddress(),
                        exchange.getRequestBody().readAllBytes(),
                        app.sessions());
        FakeResponse response = new FakeResponse();
        try (exchange) {
            app.serve(request, () -> route(request, response));
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }

    private void route(FakeRequest request, FakeResponse response)
            throws IOException, ServletException {
        app.filter()
                .doFilter(
                        request.asServlet(),
                        response.asServlet(),
                        (from, to) -> app.routes().service(from, to));
    }
}
