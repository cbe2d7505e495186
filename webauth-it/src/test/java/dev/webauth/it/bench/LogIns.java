package dev.webauth.it.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Log-ins with a password, compared with the hashes alone, and what else is answered meanwhile. */
final class LogIns {

    /** More would be refused by Payara, which has five request threads. */
    private static final int CONNECTIONS = 4;

    /** Enough for the JVM to compile the code around the hashes. */
    private static final int WARM_UP = 1000;

    private static final Duration ROUND = Amounts.ROUND.multipliedBy(2);
    private static final int ROUNDS = 3;
    private static final int WAITING = 200;
    private static final String HASHES = "bcrypt alone";

    private final List<Way> ways;

    LogIns(List<Way> ways) {
        this.ways = ways;
    }

    /** Log-ins as fast as they are answered, to hashes in this process on all processors. */
    void measure() {
        Figures rates = new Figures("log-ins with bcrypt 10", HASHES);
        Figures millis = new Figures("log-ins with bcrypt 10", Ways.BY_HAND);
        hashesPerSecond();
        ways.forEach(way -> logIns(way).run(WARM_UP));
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : ways) {
                long before = way.server().cpu().toNanos();
                Load.Result result = logIns(way).run(ROUND);
                double cpu = (way.server().cpu().toNanos() - before) / 1e6 / result.count();
                millis.note("CPU ms", way.name(), cpu);
                rates.note("a second", way.name(), result.perSecond());
            }
            rates.note("a second", HASHES, hashesPerSecond());
        }
        millis.print();
        rates.print();
    }

    private static Load logIns(Way way) {
        return way.load(way.logIns()).connections(CONNECTIONS);
    }

    private static double hashesPerSecond() {
        int processors = Runtime.getRuntime().availableProcessors();
        long begin = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(processors);
        try {
            return IntStream.range(0, processors)
                            .mapToObj(
                                    any ->
                                            CompletableFuture.supplyAsync(
                                                    () -> hashesUntil(begin + ROUND.toNanos()),
                                                    pool))
                            .toList()
                            .stream()
                            .mapToInt(CompletableFuture::join)
                            .sum()
                    / ((System.nanoTime() - begin) / 1e9);
        } finally {
            pool.shutdown();
        }
    }

    private static int hashesUntil(long end) {
        int count = 0;
        while (System.nanoTime() < end) {
            Accounts.hash();
            count++;
        }
        return count;
    }

    /** A visitor's requests while many wait for a log-in. */
    void measureVisitors() {
        Figures figures = new Figures("while " + WAITING + " log-ins wait", HASHES);
        for (Way way : ways) {
            CompletableFuture<Load.Result> logIns =
                    CompletableFuture.supplyAsync(
                            () ->
                                    way.load(way.logIns())
                                            .connections(WAITING)
                                            .mayBeRefused()
                                            .run(Duration.ofSeconds(6)));
            way.load(any -> Http.get("/api/open")).run(Duration.ofSeconds(1));
            Load.Result pages =
                    way.load(any -> Http.get("/api/open"))
                            .connections(4)
                            .pause(Duration.ofMillis(20))
                            .run(Duration.ofSeconds(4));
            figures.note("open page, p50 ms", way.name(), pages.millis(0.5));
            figures.note("open page, p99 ms", way.name(), pages.millis(0.99));
            figures.note("open pages answered", way.name(), pages.count());
            figures.note("log-ins a second", way.name(), logIns.join().perSecond());
            figures.note("log-ins refused with 503", way.name(), logIns.join().refused());
        }
        figures.note("log-ins a second", HASHES, hashesPerSecond());
        figures.print();
    }
}
