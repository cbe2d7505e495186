package dev.webauth.it.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Malformed requests that an HTTP client refuses to send. */
public final class RawHttp {

    private static final int PATIENCE = (int) Duration.ofSeconds(20).toMillis();

    /** The whole answer; empty if the server just closed the connection. */
    public record Answer(String text) {

        /** The status; 0 if there was no answer. */
        public int status() {
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** All values of a header. */
        public List<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return Arrays.stream(text.split("\r\n\r\n", 2)[0].split("\r\n"))
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }

        /**
         * Whether the server answered without calling the application. Payara and GlassFish do so,
         * with an empty 200, if they cannot parse the address or the host: payara/Payara#8000.
         */
        public boolean isUnasked() {
            return header("Server").toString().matches(".*(Payara|GlassFish).*")
                    && header("Cache-Control").isEmpty()
                    && text.endsWith("\r\n\r\n");
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private RawHttp() {}

    /** Sends lines, each ended by CR LF, and reads until the server closes. */
    public static Answer send(String... lines) {
        return sendText(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends a text unchanged, one byte for each character. */
    public static Answer sendText(String text) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Rig.httpPort())) {
            socket.setSoTimeout(PATIENCE);
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // A server may answer and close before it has read the whole request.
                return new Answer(read(socket.getInputStream()));
            }
            return new Answer(read(socket.getInputStream()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException e) {
            // Reset by the server; the data received before is the answer.
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
