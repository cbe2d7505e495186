package dev.webauth.it.rig;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** A WildFly beside the one that Arquillian manages, to be killed and started again. */
public final class MortalServer {

    private static final Duration START = Duration.ofSeconds(180);

    private final Site site;
    private final int port;
    private final int management;
    private final Path home = Path.of(System.getProperty("webauth.it.server"));
    private final Path base;
    private Process process;

    /** Makes one that serves a site; it is not started yet. */
    public MortalServer(Site site, int port) {
        this.site = site;
        this.port = port;
        this.management = Rig.freePorts(1).get(0);
        this.base = Path.of(System.getProperty("webauth.it.target"), "mortal-server");
        Rig.delete(base);
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Path deployments = base.resolve("deployments");
        copy(home.resolve("standalone/deployments"), deployments);
        site.demo().as(ZipExporter.class).exportTo(deployments.resolve("mortal.war").toFile());
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot copy " + from, e);
        }
    }

    /** Returns when the site answers. */
    public void start() {
        try {
            process = command().start();
        } catch (IOException e) {
            throw new IllegalStateException("WildFly cannot be started", e);
        }
        Instant end = Instant.now().plus(START);
        while (!answers()) {
            if (Instant.now().isAfter(end) || !process.isAlive()) {
                kill();
                throw new IllegalStateException("WildFly is not ready; see " + log());
            }
            Mailbox.pause(Duration.ofMillis(200));
        }
    }

    private ProcessBuilder command() {
        ProcessBuilder command =
                new ProcessBuilder(
                        "sh",
                        home.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + base,
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=0",
                        "-Djboss.management.http.port=" + management,
                        "-Djboss.management.https.port=0");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JBOSS_JAVA_SIZING", "-Xms64m -Xmx512m");
        return command.redirectErrorStream(true).redirectOutput(Redirect.to(log().toFile()));
    }

    private Path log() {
        return base.resolve("console.log");
    }

    private boolean answers() {
        try {
            return site.browser().get("/open").status() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Kills it as {@code kill -9} does; nothing in it gets a chance to tidy up. */
    public void kill() {
        if (process != null) {
            List<ProcessHandle> all =
                    Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
        }
    }
}
