package dev.webauth.it.rig;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Two nodes of WildFly with one database, set up by the very commands of {@code docs/cluster.md}.
 * There is no load balancer: a test says by {@code on(site)} where a request goes.
 */
public final class Cluster {

    private static final Pattern COMMANDS = Pattern.compile("(?s)```wildfly-cli\n(.*?)```");
    private static final String WEB_XML =
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                    + "<distributable/></web-app>";
    private static final Path HOME = Path.of(System.getProperty("webauth.it.server"));

    private final List<Site> sites;
    private final List<MortalServer> nodes;

    /** Of a site, and the same at another port. */
    public Cluster(Site first, int port, Site second, int otherPort) {
        List<Integer> jgroups = Rig.freePorts(2);
        sites = List.of(first, second);
        nodes =
                List.of(
                        node(first, port, "node1", jgroups.get(0)),
                        node(second, otherPort, "node2", jgroups.get(1)));
        setUp(jgroups);
    }

    private static MortalServer node(Site site, int port, String name, int jgroups) {
        return new MortalServer(
                site,
                distributable(site),
                port,
                "cluster-" + name,
                "-c=standalone-ha.xml",
                "-Djboss.node.name=" + name,
                "-Djboss.tx.node.id=" + name,
                "-Djboss.ajp.port=0",
                "-Dcluster.port=" + jgroups);
    }

    private static WebArchive distributable(Site site) {
        return site.demo().setWebXML(new StringAsset(WEB_XML));
    }

    private void setUp(List<Integer> jgroups) {
        Path first = nodes.get(0).folder();
        Path script = first.resolve("cluster.cli");
        String file = "configuration/standalone-ha.xml";
        try {
            Files.writeString(script, commands(jgroups));
            run(script, first);
            Files.copy(
                    first.resolve(file),
                    nodes.get(1).folder().resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String commands(List<Integer> jgroups) throws IOException {
        Matcher block = COMMANDS.matcher(Files.readString(Path.of("..", "docs", "cluster.md")));
        if (!block.find()) {
            throw new IllegalStateException("docs/cluster.md shows no commands");
        }
        String commands = block.group(1);
        for (int i = 0; i < jgroups.size(); i++) {
            commands =
                    commands.replace(
                            "host=10.0.0." + (i + 1) + ",port=7600",
                            "host=127.0.0.1,port=" + jgroups.get(i));
        }
        return commands;
    }

    private static void run(Path script, Path base) throws IOException {
        Path log = base.resolve("cli.log");
        ProcessBuilder cli =
                new ProcessBuilder(
                                "sh",
                                HOME.resolve("bin/jboss-cli.sh").toString(),
                                "--file=" + script)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(log.toFile()));
        cli.environment().put("JAVA_HOME", System.getProperty("java.home"));
        cli.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + base);
        if (cli.start().onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the commands fail: " + Files.readString(log));
        }
    }

    /** Starts one after the other: two that start at once may each take itself for the first. */
    public void start() {
        nodes.forEach(MortalServer::start);
    }

    /** Kills a node as {@code kill -9} does. */
    public void kill(Site node) {
        server(node).kill();
    }

    /** Kills what runs. */
    public void stop() {
        nodes.forEach(MortalServer::kill);
    }

    /** Starts a node again, with the next version of the library: its jar has another name. */
    public void update(Site node) {
        WebArchive war = distributable(node);
        ArchivePath old =
                war.getContent(path -> path.get().contains("/lib/webauth-impl")).keySet().stream()
                        .findFirst()
                        .orElseThrow();
        Asset library = war.get(old).getAsset();
        war.delete(old);
        war.addAsLibrary(library, "webauth-impl-next.jar");
        Path deployments = server(node).folder().resolve("deployments");
        war.as(ZipExporter.class).exportTo(deployments.resolve(war.getName()).toFile(), true);
        server(node).start();
    }

    private MortalServer server(Site node) {
        return nodes.get(sites.indexOf(node));
    }
}
