package dev.webauth.impl.provider;

import dev.webauth.impl.config.Now;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLHandshakeException;

/**
 * HTTP requests to providers. Providers are not trusted: redirects are not followed, a body has at
 * most {@link BodyCollector#MAX_BODY_BYTES} bytes, and each request has a time-out.
 */
@ApplicationScoped
class Http {

    private static final Logger LOG = Logger.getLogger("dev.webauth.provider");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /**
     * How long one connection pool is used. NAT devices and firewalls drop idle connections
     * silently, the strictest after about a minute. The JDK would keep such a connection for up to
     * 20 minutes.
     */
    private static final Duration POOL_LIFETIME = Duration.ofSeconds(30);

    @Inject Now now;

    private ExecutorService threads;
    private Pool pool;

    private record Pool(HttpClient client, Instant until) {}

    @PostConstruct
    void open() {
        // The client's default threads would keep an undeployed application in memory for a minute.
        threads = Executors.newCachedThreadPool(task -> new Thread(task, "webauth-http"));
    }

    /** One request; {@code body} is null for GET. */
    record Call(String method, URI uri, Map<String, String> headers, String body) {

        static Call get(URI uri) {
            return new Call("GET", uri, Map.of(), null);
        }

        Call with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Call(method, uri, more, body);
        }
    }

    /** Fetches a required document. */
    ProviderAnswer document(URI uri, Duration timeout) throws ProviderFailure {
        ProviderAnswer answer = send(Call.get(uri), timeout);
        if (!answer.isOk()) {
            throw ProviderFailure.wrong(
                    "provider_unreachable", uri + " answered " + answer.status());
        }
        return answer;
    }

    ProviderAnswer send(Call call, Duration timeout) throws ProviderFailure {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            return send(client(), call, timeout);
        } catch (NothingReceived e) {
            // The pooled connection was dead, so the request is repeated with a new client, which
            // has no pooled connections. This is safe even if the provider has received the first
            // request: reads can be repeated, and a code that is used twice is refused, so that the
            // sign-in fails as it would now.
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            try {
                return send(renewed(), call, left);
            } catch (NothingReceived again) {
                throw unreachable(call, String.valueOf(again.getMessage()));
            }
        }
    }

    private ProviderAnswer send(HttpClient client, Call call, Duration timeout)
            throws ProviderFailure, NothingReceived {
        BodyCollector collector = new BodyCollector();
        try {
            // sendAsync obeys the time-out even if the body arrives byte by byte.
            var sent = client.sendAsync(request(call, timeout), collector.handler());
            try {
                return collector.answer(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException | InterruptedException e) {
                sent.cancel(true);
                throw e;
            }
        } catch (TimeoutException e) {
            throw unreachable(call, "it did not answer within " + timeout);
        } catch (ExecutionException e) {
            if (!collector.hasStarted() && isLost(e.getCause())) {
                throw new NothingReceived(e.getCause());
            }
            throw unreachable(call, String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(call, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(call, "the application is stopping");
        }
    }

    /** Whether a connection was lost before the first byte of the response, not by a time-out. */
    private static boolean isLost(Throwable failure) {
        boolean neverConnected =
                failure instanceof ConnectException || failure instanceof SSLHandshakeException;
        boolean received =
                failure instanceof ProtocolException
                        // The JDK's message when it has received a part of a status line or header.
                        || String.valueOf(failure.getMessage()).startsWith("parsing HTTP");
        return failure instanceof IOException
                && !(failure instanceof HttpTimeoutException)
                && !neverConnected
                && !received;
    }

    private static HttpRequest request(Call call, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(call.uri())
                        .timeout(timeout)
                        .method(
                                call.method(),
                                call.body() == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(call.body()))
                        .header("Accept", "application/json")
                        // Some providers answer 403 or 429 to a request without this header.
                        .header("User-Agent", "WebAuth (Jakarta EE)");
        call.headers().forEach(request::setHeader);
        return request.build();
    }

    private synchronized HttpClient client() {
        boolean isUsable = pool != null && now.instant().isBefore(pool.until());
        return isUsable ? pool.client() : renewed();
    }

    private synchronized HttpClient renewed() {
        if (pool != null) {
            HttpClient old = pool.client();
            threads.execute(() -> close(old));
        }
        HttpClient client =
                HttpClient.newBuilder()
                        .executor(threads)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        pool = new Pool(client, now.instant().plus(POOL_LIFETIME));
        return client;
    }

    private static ProviderFailure unreachable(Call call, String why) {
        URI uri = call.uri();
        int byScheme = "https".equals(uri.getScheme()) ? 443 : 80;
        int port = uri.getPort() < 0 ? byScheme : uri.getPort();
        return ProviderFailure.wrong(
                "provider_unreachable", uri.getHost() + ":" + port + uri.getPath() + ": " + why);
    }

    /**
     * Closes a client when its requests are done. Before Java 21 this is not possible: there the
     * garbage collector ends its one thread and its idle connections.
     */
    private static void close(HttpClient client) {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.log(Level.FINE, "The HTTP client was not closed", e);
            }
        }
    }

    @PreDestroy
    synchronized void close() {
        if (pool != null) {
            close(pool.client());
        }
        threads.shutdown();
    }

    /** A connection was lost before the first byte of the response. */
    private static final class NothingReceived extends Exception {

        private static final long serialVersionUID = 1L;

        NothingReceived(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
