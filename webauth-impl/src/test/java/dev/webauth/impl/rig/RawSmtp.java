package dev.webauth.impl.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An SMTP server that can behave wrongly in many ways and records all bytes of its clients. It
 * offers neither STARTTLS, as if a proxy had removed it, nor SMTPUTF8.
 */
public final class RawSmtp implements AutoCloseable {

    /** An accepted mail: the envelope and the data, byte for byte as ISO-8859-1. */
    public record Received(String from, List<String> recipients, String data) {

        /** The unfolded value of a header; null if absent. */
        public String header(String name) {
            String head = data.substring(0, data.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Its reaction to a command. */
    public interface Mood {
        /**
         * The answer to a command: a line, {@link #SILENCE} or {@link #HANG_UP}; null for the usual
         * answer. The greeting is an empty command, the end of the data is a dot.
         */
        String answer(String command);
    }

    public static final String SILENCE = "silence";
    public static final String HANG_UP = "hang up";
    private static final Mood GOOD = command -> null;

    private final int port;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile ServerSocket listener;
    private volatile Mood mood = GOOD;

    public RawSmtp(int port) {
        this.port = port;
    }

    /** A free port. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Begins to listen, with correct behaviour. */
    public RawSmtp start() {
        mood = GOOD;
        try {
            listener = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(() -> accept(listener));
        return this;
    }

    /** Stops listening and closes all connections. */
    public void stop() {
        try {
            if (listener != null) {
                listener.close();
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Changes its behaviour. */
    public void becomes(Mood newMood) {
        mood = newMood;
    }

    /** Restores the correct behaviour. */
    public void becomesGood() {
        mood = GOOD;
    }

    /** Gives this answer to the first matching commands, and the usual one to all others. */
    public void answers(int times, Predicate<String> commands, String answer) {
        AtomicInteger left = new AtomicInteger(times);
        mood = command -> commands.test(command) && left.getAndDecrement() > 0 ? answer : null;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** All command lines of all clients. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    public int connections() {
        return connections.get();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket socket = from.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // Stopped.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Dialogue(socket).run();
        } catch (SocketException e) {
            // The client or the test has closed the connection.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.remove(socket);
        }
    }

    private final class Dialogue {

        private final BufferedReader in;
        private final OutputStream out;
        private String from;
        private List<String> recipients = new CopyOnWriteArrayList<>();

        Dialogue(Socket socket) throws IOException {
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        void run() throws IOException {
            if (!answer("", "220 raw.test ESMTP")) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                if (!obey(line)) {
                    return;
                }
            }
        }

        private boolean obey(String line) throws IOException {
            String verb = line.replaceFirst("[ :].*", "").toUpperCase(java.util.Locale.ROOT);
            return switch (verb) {
                case "EHLO" -> answer(line, "250-raw.test\r\n250 8BITMIME");
                case "MAIL" -> {
                    from = line;
                    recipients = new CopyOnWriteArrayList<>();
                    yield answer(line, "250 ok");
                }
                case "RCPT" -> {
                    recipients.add(line);
                    yield answer(line, "250 ok");
                }
                case "DATA" -> answer(line, "354 go on") && data();
                case "QUIT" -> {
                    answer(line, "221 bye");
                    yield false;
                }
                default -> answer(line, "250 ok");
            };
        }

        private boolean data() throws IOException {
            StringBuilder data = new StringBuilder();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
                data.append(line).append("\r\n");
            }
            Received mail = new Received(from, List.copyOf(recipients), data.toString());
            String special = mood.answer(".");
            if (special == null || special.equals(HANG_UP)) {
                // The mail was accepted even if the server closes the connection here.
                received.add(mail);
            }
            return say(special == null ? "250 taken" : special);
        }

        /** Returns whether to continue. */
        private boolean answer(String command, String usual) throws IOException {
            String special = mood.answer(command);
            return say(special == null ? usual : special);
        }

        private boolean say(String line) throws IOException {
            if (line.equals(HANG_UP)) {
                return false;
            }
            if (!line.equals(SILENCE)) {
                out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            return true;
        }
    }
}
