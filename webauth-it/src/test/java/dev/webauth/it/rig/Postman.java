package dev.webauth.it.rig;

/** A mail server that starts late. */
public final class Postman {

    private final int port;
    private MailServer server;

    private Postman(int port) {
        this.port = port;
    }

    /** A mail server that is not started. */
    public static Postman absent() {
        return new Postman(Rig.freePorts(1).get(0));
    }

    public int port() {
        return port;
    }

    /** Starts the server. */
    public void come() {
        server = MailServer.start(port);
    }

    /** Stops the server. */
    public void leave() {
        if (server != null) {
            server.stop();
        }
    }

    /** The n-th mail to an address, counted from 1; waits for it. */
    public Mail mailTo(String address, int n) {
        Patience.await("mail " + n + " to " + address)
                .until(() -> server.messagesFor(address).size() >= n);
        return new Mail(server.messagesFor(address).get(n - 1));
    }
}
