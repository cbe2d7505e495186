package dev.webauth.it.rig;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A second server, which Arquillian does not manage, to be killed and started again. */
public final class MortalServer {

    private static final Duration START = Duration.ofSeconds(180);

    private final Site site;
    private final Path folder;
    private final ProcessBuilder command;
    private Process process;

    /** Creates a server for a site without starting it. */
    public MortalServer(Site site, int port) {
        this(site, port, "mortal-server");
    }

    /** Creates a server in a folder of this name. */
    MortalServer(Site site, int port, String name) {
        this(site, site.demo(), port, name);
    }

    /** Makes one for another application than the demo, which answers {@code /open} as well. */
    public MortalServer(Site site, WebArchive war, int port, String name) {
        this.site = site;
        this.folder = Path.of(System.getProperty("webauth.it.target"), name);
        Rig.delete(folder);
        this.command =
                AppServer.current()
                        .another(folder, war, port)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log().toFile()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Returns when the site answers. */
    public void start() {
        try {
            process = command.start();
        } catch (IOException e) {
            throw new IllegalStateException("it cannot be started", e);
        }
        try {
            Patience.await("a server; see " + log())
                    .atMost(START)
                    .failFast("it has ended; see " + log(), () -> !process.isAlive())
                    .until(this::answers);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            kill();
            throw e;
        }
    }

    private Path log() {
        return folder.resolve("console.log");
    }

    private boolean answers() {
        try {
            return site.browser().get("/open").status() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** How much processor time it has used. */
    public Duration cpu() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .flatMap(one -> one.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Kills the process as {@code kill -9} does, without a shutdown. */
    public void kill() {
        if (process != null) {
            List<ProcessHandle> all =
                    Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
        }
    }
}
