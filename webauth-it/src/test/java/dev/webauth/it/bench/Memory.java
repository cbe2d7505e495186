package dev.webauth.it.bench;

import java.util.List;

/** The heap that visitors and log-ins occupy, after a garbage collection. */
final class Memory {

    private static final int CONNECTIONS = 4;

    /** So many log-ins before those that count create what all log-ins share. */
    private static final int WARM_UP = 100;

    private Memory() {}

    static void measure(List<Way> ways) {
        Figures figures = new Figures("heap");
        for (Way way : ways) {
            long before = way.server().heap();
            Load.Result pages = way.load(any -> Http.get("/api/open")).run(Amounts.VISITORS);
            long after = way.server().heap();
            figures.note("open pages for visitors", way.name(), pages.count());
            figures.note("of them with Set-Cookie", way.name(), pages.withCookie());
            figures.note("bytes in all, after them", way.name(), after - before);
            figures.note("bytes per log-in", way.name(), bytesPerLogIn(way));
        }
        figures.print();
    }

    private static double bytesPerLogIn(Way way) {
        logIn(way, 0, WARM_UP);
        long before = way.server().heap();
        logIn(way, WARM_UP, Amounts.SESSIONS);
        return (way.server().heap() - before) / (double) Amounts.SESSIONS;
    }

    private static void logIn(Way way, int first, int count) {
        way.load(number -> way.logIns().apply(first + number)).connections(CONNECTIONS).run(count);
    }
}
