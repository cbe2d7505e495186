package dev.webauth.it.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One connection to a server on this machine. It is opened again whenever the server closes it. */
final class Connection implements Closeable {

    private static final int END = 0x0d0a0d0a;

    private final int port;
    private Socket socket;
    private InputStream in;

    Connection(int port) {
        this.port = port;
    }

    /** Sends one request and waits for its answer. */
    Answer send(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        Answer answer = read(request);
        // Payara closes a connection after 250 requests.
        if ("close".equalsIgnoreCase(answer.header("connection"))) {
            close();
        }
        return answer;
    }

    private Answer read(byte[] request) throws IOException {
        byte[] head = new byte[512];
        int length = 0;
        for (int last = 0; last != END; length++) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The server closed the connection");
            }
            if (length == head.length) {
                head = Arrays.copyOf(head, 2 * length);
            }
            head[length] = (byte) next;
            last = last << 8 | next;
        }
        Answer answer =
                new Answer(request, new String(head, 0, length, StandardCharsets.ISO_8859_1));
        String body = answer.header("content-length");
        in.skipNBytes(body.isEmpty() ? 0 : Long.parseLong(body));
        return answer;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    /** The head of a response; the benchmark does not need the body. */
    record Answer(byte[] request, String head) {

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** This answer, if its status is 200. */
        Answer ok() throws IOException {
            if (status() != 200) {
                throw new IOException(
                        new String(request, StandardCharsets.US_ASCII)
                                + "was answered with "
                                + head);
            }
            return this;
        }

        /** The first header of this name; empty if there is none. */
        String header(String name) {
            int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
            if (at < 0) {
                return "";
            }
            int value = at + name.length() + 3;
            return head.substring(value, head.indexOf('\r', value)).strip();
        }

        /** The header with which a browser returns the cookies that were set. */
        String cookies() {
            StringBuilder cookies = new StringBuilder("Cookie: ");
            for (String line : head.split("\r\n")) {
                if (line.regionMatches(true, 0, "set-cookie:", 0, 11)) {
                    cookies.append(line.substring(11).split(";")[0].strip()).append("; ");
                }
            }
            return cookies.toString();
        }
    }
}
