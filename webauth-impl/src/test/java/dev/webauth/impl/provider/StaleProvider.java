package dev.webauth.impl.provider;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OAuth 2.0 provider with persistent connections that a test can break. */
final class StaleProvider implements Closeable {

    /** The fault at the next request on an open connection. */
    enum Fate {
        /** The connection is closed when a request arrives. */
        CLOSED,
        /** The request is never answered, as behind a NAT that dropped the connection. */
        FORGOTTEN,
        /** The connection is closed in the middle of a status line. */
        CUT
    }

    private final ServerSocket server;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean closesAll;

    private static final class Connection {
        private final Socket socket;
        private volatile Fate fate;

        Connection(Socket socket) {
            this.socket = socket;
        }
    }

    StaleProvider() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stale-provider");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Applies a fault to the connections that are open now. */
    void spoil(Fate fate) {
        connections.forEach(connection -> connection.fate = fate);
    }

    /** Closes each connection at its first request. */
    void closeAll() {
        closesAll = true;
    }

    /** The requests to a path. */
    List<String> requests(String path) {
        return requests.stream().filter(path::equals).toList();
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(server.accept());
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed already.
        }
    }

    private void serve(Connection connection) {
        try (Socket socket = connection.socket) {
            InputStream in = socket.getInputStream();
            for (String path = request(in); path != null; path = request(in)) {
                requests.add(path);
                if (closesAll || connection.fate == Fate.CLOSED) {
                    return;
                } else if (connection.fate == Fate.CUT) {
                    socket.getOutputStream().write("HTTP/1".getBytes(StandardCharsets.US_ASCII));
                    return;
                } else if (connection.fate == null) {
                    socket.getOutputStream().write(answer(path));
                }
            }
        } catch (IOException e) {
            // The client has closed it.
        }
    }

    /** Reads one request and returns its path; null at the end of the stream. */
    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        for (String line : text.toLowerCase(Locale.ROOT).split("\r\n")) {
            if (line.startsWith("content-length:")) {
                in.readNBytes(Integer.parseInt(line.substring(15).strip()));
            }
        }
        return text.split(" ")[1];
    }

    private static byte[] answer(String path) {
        String body =
                switch (path) {
                    case "/token" -> "{\"access_token\":\"t\",\"token_type\":\"bearer\"}";
                    case "/emails" -> "[]";
                    default -> "{\"sub\":\"s1\",\"name\":\"Vera\"}";
                };
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
