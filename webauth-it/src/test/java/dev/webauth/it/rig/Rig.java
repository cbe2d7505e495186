package dev.webauth.it.rig;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts a database and a mail server, both real and on loopback, before Arquillian reads {@code
 * arquillian.xml}. System properties pass the free ports to it.
 */
public final class Rig implements LauncherSessionListener {

    private static final List<String> PORTS =
            List.of("http", "https", "management", "management-tls");

    private static Postgres postgres;
    private static MailServer mail;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        List<Integer> free = freePorts(PORTS.size());
        for (int i = 0; i < PORTS.size(); i++) {
            System.setProperty("webauth.it." + PORTS.get(i) + ".port", free.get(i).toString());
        }
        mail = MailServer.start();
        postgres = Postgres.start("postgres");
        AppServer.current().prepare();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        mail.stop();
        postgres.stop();
    }

    /** The database cluster that the tests share. */
    static Postgres postgres() {
        return postgres;
    }

    /** The mail server that every deployment sends to. */
    static MailServer mail() {
        return mail;
    }

    /** The port of the application server. */
    public static int httpPort() {
        return Integer.getInteger("webauth.it.http.port");
    }

    /**
     * Free ports, reserved together so that they differ. They are below the range of outgoing
     * connections, because such a connection once had the port when its server started.
     */
    public static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            while (sockets.size() < count) {
                int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
                try {
                    sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                } catch (BindException e) {
                    // In use; try another.
                }
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        } finally {
            sockets.forEach(Rig::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies a folder with its content. */
    static void copy(Path from, Path to) {
        try (Stream<Path> content = Files.walk(from)) {
            for (Path one : content.toList()) {
                Path copy = to.resolve(from.relativize(one));
                if (Files.isDirectory(one)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(one, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with its content, if it exists. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            content.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
