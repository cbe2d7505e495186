package dev.webauth.it.rig;

/** A mail server that comes late. */
public final class Postman {

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
        Patience.await("mail " + n + " to " + address)
                .until(() -> server.messagesFor(address).size() >= n);
        return new Mail(server.messagesFor(address).get(n - 1));
    }
}
