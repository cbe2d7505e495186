package dev.webauth.it.bench;

import dev.webauth.it.bench.Connection.Answer;
import dev.webauth.it.rig.MortalServer;
import dev.webauth.it.rig.Site;
import java.io.IOException;
import java.util.function.IntFunction;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** One of the applications that are compared, on a server of its own. */
record Way(String name, Site site, int port, MortalServer server, IntFunction<byte[]> logIns) {

    /** The function makes log-ins, each of another account. */
    Way(String name, Site site, int port, WebArchive war, IntFunction<byte[]> logIns) {
        this(
                name,
                site,
                port,
                new MortalServer(
                        site, war, port, "bench-" + name.replaceAll("\\W+", "-"), "/api/open"),
                logIns);
    }

    Load load(IntFunction<byte[]> requests) {
        return new Load(port, requests);
    }

    /** One request on a connection of its own. */
    Answer once(byte[] request) {
        try (Connection connection = new Connection(port)) {
            return connection.send(request).ok();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
