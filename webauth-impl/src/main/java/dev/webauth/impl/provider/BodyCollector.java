package dev.webauth.impl.provider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Collects the body of one HTTP response, up to a limit. */
final class BodyCollector {

    static final int MAX_BODY_BYTES = 64 * 1024;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile boolean started;

    BodyHandler<Void> handler() {
        return response -> {
            started = true;
            return BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(this::append));
        };
    }

    /** Whether a response has begun. */
    boolean hasStarted() {
        return started;
    }

    private void append(byte[] bytes) {
        if (body.size() + bytes.length > MAX_BODY_BYTES) {
            throw new IllegalStateException("the answer has more than 64 kB");
        }
        body.writeBytes(bytes);
    }

    ProviderAnswer answer(HttpResponse<Void> response) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("");
        byte[] bytes = body.toByteArray();
        return new ProviderAnswer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                encoding.toLowerCase(Locale.ROOT).contains("gzip") ? unzip(bytes) : bytes);
    }

    /** Some providers always send gzip, whatever the request accepts. */
    private static byte[] unzip(byte[] zipped) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            byte[] plain = in.readNBytes(MAX_BODY_BYTES + 1);
            if (plain.length > MAX_BODY_BYTES) {
                throw new IOException("the answer has more than 64 kB");
            }
            return plain;
        }
    }
}
