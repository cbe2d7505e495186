package dev.webauth.it.rig;

import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Two servers that share only a database. They do not know each other, and no session is
 * replicated. There is no load balancer: {@code on(site)} chooses the node of a request.
 */
public final class Cluster {

    private final Map<Site, MortalServer> nodes;

    /** Two nodes of a site at two ports. */
    public Cluster(Site first, int port, Site second, int otherPort) {
        nodes =
                Map.of(
                        first, new MortalServer(first, port, "node1"),
                        second, new MortalServer(second, otherPort, "node2"));
    }

    /** Starts both at once on an empty database. */
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

    /** Starts a killed node. */
    public void start(Site node) {
        nodes.get(node).start();
    }

    /** Kills a node as {@code kill -9} does. */
    public void kill(Site node) {
        nodes.get(node).kill();
    }

    /** Kills all nodes that run. */
    public void stop() {
        nodes.values().forEach(MortalServer::kill);
    }
}
