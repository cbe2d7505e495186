package dev.webauth.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A second server, which Arquillian does not manage, to be killed and started again. */
public final class MortalServer {

    private static final Duration START = Duration.ofSeconds(180);

    /** The last line of a histogram: the numbers of objects and of bytes. */
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private final Site site;
    private final String page;
    private final Path folder;
    private final ProcessBuilder command;
    private Process process;

    /** Creates a server for a site without starting it. */
    public MortalServer(Site site, int port) {
        this(site, port, "mortal-server");
    }

    /** Creates a server in a folder of this name. */
    MortalServer(Site site, int port, String name) {
        this(site, site.demo(), port, name, "/open");
    }

    /** Creates one for another application than the demo; it has started once this page answers. */
    public MortalServer(Site site, WebArchive war, int port, String name, String page) {
        this.site = site;
        this.page = page;
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
            return site.browser().get(page).status() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** The processor time that the server has used, without the script that has started it. */
    public Duration cpu() {
        return cpu(java());
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The bytes that its objects occupy, after garbage collections until none frees more. */
    public long heap() {
        long before;
        long after = Long.MAX_VALUE;
        do {
            before = after;
            after = collected();
        } while (after < before);
        return before;
    }

    /** A histogram counts the objects that are left after a garbage collection. */
    private long collected() {
        String histogram = histogram();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd printed no total but: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    private String histogram() {
        try {
            Process jcmd =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                                    Long.toString(java().pid()),
                                    "GC.class_histogram")
                            .redirectErrorStream(true)
                            .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of the server itself: a script or another JVM starts it and uses less time. */
    private ProcessHandle java() {
        return processes().max(Comparator.comparing(MortalServer::cpu)).orElseThrow();
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }

    /** Kills the process as {@code kill -9} does, without a shutdown. */
    public void kill() {
        if (process != null) {
            List<ProcessHandle> all = processes().toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
        }
    }
}
