package dev.webauth.impl.provider;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;

/**
 * Calls to providers, which are not trusted: no redirect is followed, an answer has at most 64 kB,
 * and none is waited for longer than is said.
 */
@ApplicationScoped
class Http {

    private static final Logger LOG = Logger.getLogger("dev.webauth.provider");
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 64 * 1024;

    private ExecutorService threads;
    private HttpClient client;

    @PostConstruct
    void open() {
        // The client's own would hold the undeployed application for a minute.
        threads = Executors.newCachedThreadPool(task -> new Thread(task, "webauth-http"));
        client =
                HttpClient.newBuilder()
                        .executor(threads)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
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

    /** One answer. */
    record Answer(int status, String type, String text) {

        boolean isOk() {
            return status / 100 == 2;
        }
    }

    Answer send(Call call, Duration most) throws ProviderFailure {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> sent =
                client.sendAsync(
                        request(call, most),
                        BodyHandlers.ofByteArrayConsumer(
                                part -> part.ifPresent(bytes -> append(body, bytes))));
        try {
            HttpResponse<Void> response = sent.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return answer(response, body.toByteArray());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw unreachable(call, "it did not answer within " + most);
        } catch (ExecutionException | IOException e) {
            throw unreachable(call, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(call, "the application is stopping");
        }
    }

    private static HttpRequest request(Call call, Duration most) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(call.uri())
                        .timeout(most)
                        .method(
                                call.method(),
                                call.body() == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(call.body()))
                        .header("Accept", "application/json")
                        // Some answer 403 or 429 without one.
                        .header("User-Agent", "WebAuth (Jakarta EE)");
        call.headers().forEach(request::setHeader);
        return request.build();
    }

    private static void append(ByteArrayOutputStream body, byte[] bytes) {
        if (body.size() + bytes.length > MOST_BYTES) {
            throw new IllegalStateException("the answer has more than 64 kB");
        }
        body.writeBytes(bytes);
    }

    private static Answer answer(HttpResponse<Void> response, byte[] body) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("");
        byte[] plain = encoding.toLowerCase(Locale.ROOT).contains("gzip") ? unzip(body) : body;
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT),
                new String(plain, StandardCharsets.UTF_8));
    }

    /** Some send nothing but gzip, whatever they are asked for. */
    private static byte[] unzip(byte[] body) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(MOST_BYTES + 1);
            if (plain.length > MOST_BYTES) {
                throw new IOException("the answer has more than 64 kB");
            }
            return plain;
        }
    }

    private static ProviderFailure unreachable(Call call, String why) {
        return ProviderFailure.wrong(
                "provider_unreachable", call.uri().getHost() + call.uri().getPath() + ": " + why);
    }

    /** From Java 21 a client can be closed; before, its last thread ends when it is forgotten. */
    @PreDestroy
    void close() {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.log(Level.FINE, "The HTTP client was not closed", e);
            }
        }
        threads.shutdown();
    }
}
