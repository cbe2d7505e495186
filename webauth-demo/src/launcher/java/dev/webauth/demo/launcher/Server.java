package dev.webauth.demo.launcher;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A WildFly as a child process; it ends with this process. */
final class Server {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int POLL_MILLIS = 100;
    private static final int STOP_SECONDS = 10;

    private final ServerDirectory directory;
    private final int port;
    private final Process process;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();
    private volatile boolean stopping;

    private Server(ServerDirectory directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static Server start(ServerDirectory directory, Path home, Options options)
            throws IOException {
        ProcessBuilder child =
                new ProcessBuilder(command(directory, home, options))
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = child.environment();
        if (options.postgresql()) {
            // WildFly rejects an empty value but has a default for an absent one.
            environment.remove("WEBAUTH_DEMO_JDBC_USER", "");
            environment.remove("WEBAUTH_DEMO_JDBC_PASSWORD", "");
            environment.putIfAbsent("WEBAUTH_DATASOURCE", "java:jboss/datasources/WebAuthDS");
        }
        offerProviders(environment);
        Server server = new Server(directory, options.port(), child.start());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-demo-server"));
        return server;
    }

    /**
     * Offers two simulated providers: if no provider is configured, dev mode simulates GitHub and
     * Google, so that a newcomer can try to sign in.
     */
    static void offerProviders(Map<String, String> environment) {
        boolean configured =
                environment.keySet().stream()
                        .anyMatch(
                                name ->
                                        name.equals("WEBAUTH_PROVIDERS")
                                                || name.matches("WEBAUTH_.+_CLIENT_ID"));
        if (!configured && !"false".equalsIgnoreCase(environment.get("WEBAUTH_DEV_MODE"))) {
            environment.put("WEBAUTH_GITHUB_CLIENT_ID", "simulated");
            environment.put("WEBAUTH_GOOGLE_CLIENT_ID", "simulated");
        }
    }

    /** Deploys a file and waits until the server has done so. */
    void deploy(Path file, String name) throws IOException, InterruptedException {
        directory.deploy(file, name);
        while (!directory.deployed(name)) {
            if (directory.failed(name)) {
                throw failure("The server cannot deploy " + name + ".");
            }
            pause();
        }
    }

    void awaitAnswer(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        HttpClient client = HttpClient.newHttpClient();
        while (!answers(client, request)) {
            pause();
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void awaitEnd() throws IOException, InterruptedException {
        process.waitFor();
        requireRunning();
    }

    private void pause() throws IOException, InterruptedException {
        requireRunning();
        if (System.nanoTime() > deadline) {
            throw failure("The server was not ready after " + PATIENCE.toMinutes() + " minutes.");
        }
        Thread.sleep(POLL_MILLIS);
    }

    private void requireRunning() throws IOException, InterruptedException {
        if (stopping) {
            // This process is ending; no message is needed.
            Thread.currentThread().join();
        }
        if (!process.isAlive()) {
            throw failure("The server ended by itself, with status " + process.exitValue() + ".");
        }
    }

    private DemoFailure failure(String what) throws IOException {
        stop();
        List<String> lines = new ArrayList<>();
        lines.add(what);
        lines.addAll(directory.causes());
        lines.add("All of it: " + directory.log());
        return new DemoFailure(String.join(System.lineSeparator(), lines));
    }

    private void stop() {
        stopping = true;
        process.destroy();
        try {
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static List<String> command(ServerDirectory directory, Path home, Options options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:MaxMetaspaceSize=256m", "-Djava.awt.headless=true"));
        command.addAll(JavaModules.OPTIONS);
        command.add("-Dorg.jboss.boot.log.file=" + directory.log());
        command.add("-Dlogging.configuration=" + directory.configuration("logging.properties").toUri());
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        command.addAll(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("-Djboss.home.dir=" + home);
        command.add("-Djboss.server.base.dir=" + directory.base());
        command.add("-Djboss.bind.address=127.0.0.1");
        command.add("-Djboss.http.port=" + options.port());
        // Any free port, so that two demos can run at the same time.
        command.add("-Djboss.management.http.port=0");
        command.add("--yaml=" + settings(directory, options));
        return command;
    }

    private static String settings(ServerDirectory directory, Options options) {
        String demo = directory.configuration("demo.yml").toString();
        return options.postgresql()
                ? demo + File.pathSeparator + directory.configuration("postgresql.yml")
                : demo;
    }
}
