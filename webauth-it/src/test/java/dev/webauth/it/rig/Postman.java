package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

/** A mail server that comes late. */
public final class Postman {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private MailServer server;

    private Postman(int port) {
        this.port = port;
    }

    /** One that is not there yet. */
    public static Postman absent() {
        return new Postman(Rig.freePorts(1).get(0));
    }

    public int port() {
        return port;
    }

    /** From now on takes mail. */
    public void come() {
        server = MailServer.start(port);
    }

    /** Stops taking mail. */
    public void leave() {
        if (server != null) {
            server.stop();
        }
    }

    /** The n-th mail to an address, counted from 1; waits until it has come. */
    public Mail mailTo(String address, int n) {
        Instant end = Instant.now().plus(PATIENCE);
        while (server.messagesFor(address).size() < n) {
            assertThat(Instant.now()).as("mail %s to %s", n, address).isBefore(end);
            Mailbox.pause(Duration.ofMillis(50));
        }
        return new Mail(server.messagesFor(address).get(n - 1));
    }
}
