package dev.webauth.it.bench;

import dev.webauth.it.rig.Parallel;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** The heap that visitors and log-ins occupy, after a garbage collection. */
final class Memory {

    private static final int CONNECTIONS = 4;

    /** Log-ins before those that count; they create the objects that all log-ins share. */
    private static final int WARM_UP = 100;

    private final Figures figures = new Figures("heap");

    void measure(Way library, Way byHand) {
        double own = measure(library);
        double others = measure(byHand);
        figures.note("bytes per log-in, more than by hand", library.name(), own - others);
        figures.print();
    }

    /** Returns the bytes per log-in. */
    private double measure(Way way) {
        long before = way.server().heap();
        Load.Result pages = way.load(any -> Http.get("/api/open")).run(Amounts.VISITORS);
        long after = way.server().heap();
        figures.note("pages for visitors", way.name(), pages.count());
        figures.note("of them with Set-Cookie", way.name(), pages.withCookie());
        figures.note("bytes more after all of them", way.name(), after - before);
        logIn(way, 0, WARM_UP);
        before = way.server().heap();
        logIn(way, WARM_UP, Amounts.SESSIONS);
        double bytes = (way.server().heap() - before) / (double) Amounts.SESSIONS;
        figures.note("bytes per log-in", way.name(), bytes);
        return bytes;
    }

    private static void logIn(Way way, int first, int count) {
        Parallel.run(
                IntStream.range(0, CONNECTIONS)
                        .<Callable<Void>>mapToObj(
                                i -> () -> logInAndCheck(way, first + i, first + count))
                        .toList());
    }

    /** Sends a session check after each log-in, so that the node caches the log-in. */
    private static Void logInAndCheck(Way way, int first, int end) throws Exception {
        try (Connection connection = new Connection(way.port())) {
            for (int number = first; number < end; number += CONNECTIONS) {
                String cookies = connection.send(way.logIns().apply(number)).ok().cookies();
                connection.send(Http.get("/api/session", cookies, Accounts.NETWORK)).ok();
            }
        }
        return null;
    }
}
