package dev.webauth.it.rig;

import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Two servers with one database and nothing else in common: they do not know of each other, and no
 * session is replicated. There is no load balancer: a test says by {@code on(site)} where a request
 * goes.
 */
public final class Cluster {

    private final Map<Site, MortalServer> nodes;

    /** Of a site, and the same at another port. */
    public Cluster(Site first, int port, Site second, int otherPort) {
        nodes =
                Map.of(
                        first, new MortalServer(first, port, "node1"),
                        second, new MortalServer(second, otherPort, "node2"));
    }

    /** Starts both at once, as two nodes that find an empty database. */
    public void start() {
        Parallel.run(
                nodes.values().stream()
                        .<Callable<Void>>map(
                                node ->
                                        () -> {
                                            node.start();
                                            return null;
                                        })
                        .toList());
    }

    /** Starts a node that was killed. */
    public void start(Site node) {
        nodes.get(node).start();
    }

    /** Kills a node as {@code kill -9} does. */
    public void kill(Site node) {
        nodes.get(node).kill();
    }

    /** Kills what runs. */
    public void stop() {
        nodes.values().forEach(MortalServer::kill);
    }
}
