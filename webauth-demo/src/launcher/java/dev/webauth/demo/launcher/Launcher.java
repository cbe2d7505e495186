package dev.webauth.demo.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Starts the server, deploys the demo, prints its address, and runs until it is stopped. */
public final class Launcher {

    private Launcher() {}

    /**
     * Runs the demo.
     *
     * @param args the directory of the module, and where the server was unpacked
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            run(Path.of(args[0]), Path.of(args[1]), Options.of(System.getenv()));
        } catch (DemoFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path module, Path home, Options options)
            throws IOException, InterruptedException {
        requireFree(options.port());
        Path target = module.resolve("target");
        ServerDirectory directory =
                ServerDirectory.create(
                        target.resolve("demo-" + options.port()),
                        home,
                        module.resolve("src/launcher/wildfly"));
        Server server = Server.start(directory, home, options);
        if (options.postgresql()) {
            server.deploy(target.resolve("postgresql.jar"), "postgresql.jar");
        }
        server.deploy(target.resolve("webauth-demo.war"), "ROOT.war");
        server.awaitAnswer("/open");
        System.out.println(ready(options.port(), directory.log()));
        server.awaitEnd();
    }

    /** Concatenated, because a format writes the digits of the machine's locale. */
    static String ready(int port, Path log) {
        return "WebAuth demo is ready: http://localhost:" + port + "/ (log: " + log + ")";
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assert probe.isBound();
        } catch (BindException taken) {
            throw new DemoFailure(
                    "Port " + port + " is in use. Set " + Options.PORT + " to a free one.");
        }
    }
}
