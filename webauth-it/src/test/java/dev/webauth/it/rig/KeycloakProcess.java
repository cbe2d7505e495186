package dev.webauth.it.rig;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keycloak as a child process. It keeps its port and its data when it is stopped and started. */
final class KeycloakProcess {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int QUOTED_LINES = 60;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final Path home;
    private final URI root;
    private final URI discovery;
    private final Path log;
    private volatile Process process;

    KeycloakProcess(Path home, URI root, URI discovery) {
        this.home = home;
        this.root = root;
        this.discovery = discovery;
        this.log = Path.of(System.getProperty("webauth.it.target"), "keycloak.log");
        log.toFile().delete();
        // An interrupted run must not leave the process behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /** Returns when it is ready to log users in. */
    void start() {
        try {
            process = command().start();
            awaitDiscovery();
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak cannot be started", e);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Keycloak was not ready in time", e);
        }
    }

    /** Without health and metrics there is no management port. */
    private ProcessBuilder command() {
        ProcessBuilder command =
                new ProcessBuilder(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--hostname=" + root,
                        "--http-host=127.0.0.1",
                        "--http-port=" + root.getPort(),
                        "--import-realm");
        Map<String, String> environment = command.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
        // The process is too short-lived for the second compiler; without it starts take a third
        // less.
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakAdmin.USER);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakAdmin.USER);
        return command.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    }

    private void awaitDiscovery() throws InterruptedException {
        Instant end = Instant.now().plus(START);
        while (!answers()) {
            if (!process.isAlive()) {
                throw failure("Keycloak has ended with status " + process.exitValue());
            }
            if (Instant.now().isAfter(end)) {
                stop();
                throw failure("Keycloak is not ready after " + START.toSeconds() + " s");
            }
            Thread.sleep(200);
        }
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(discovery).timeout(Duration.ofSeconds(30)).build();
        try {
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private IllegalStateException failure(String what) {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last =
                    lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
            return new IllegalStateException(
                    what + "; the end of " + log + ":\n" + String.join("\n", last));
        } catch (IOException e) {
            return new IllegalStateException(what, e);
        }
    }

    /** Ends the script and the server that it has started. */
    synchronized void stop() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(
                        all.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, STOP.toSeconds(), TimeUnit.SECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
        process = null;
    }
}
