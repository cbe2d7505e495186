package dev.webauth.it.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What a small request costs: of a visitor, of a caller with a log-in, and of a program. */
final class Requests {

    private static final String OPEN_PAGE = "open page, visitor";
    private static final String RECENT_KEY = "API key, one of 100";
    private static final int RECENT_KEYS = 100;

    private final List<Way> ways;
    private final Map<String, Function<Way, IntFunction<byte[]>>> routes = new LinkedHashMap<>();
    private final Map<Way, String> cookies = new LinkedHashMap<>();
    private final Map<Way, AtomicInteger> coldKeys = new LinkedHashMap<>();

    private final Figures millis = new Figures("CPU ms of the server a request", Ways.BY_HAND);
    private final Figures rates = new Figures("requests a second", Ways.BY_HAND);
    private final Figures toOpenPage = new Figures("CPU, ratio to the own open page");

    Requests(List<Way> ways) {
        this.ways = ways;
        routes.put("static file, visitor", way -> any -> Http.get("/static.txt"));
        routes.put(OPEN_PAGE, way -> any -> Http.get("/api/open"));
        routes.put("open page, logged in", way -> loggedIn(way, "/api/open"));
        routes.put("session check", way -> loggedIn(way, "/api/session"));
        routes.put("page with a guard", way -> loggedIn(way, "/api/guarded"));
        routes.put(RECENT_KEY, way -> number -> Accounts.withKey(number % RECENT_KEYS));
        routes.put(
                "API key, one of " + Amounts.USERS, way -> any -> Accounts.withKey(coldKey(way)));
    }

    private IntFunction<byte[]> loggedIn(Way way, String path) {
        byte[] request = Http.get(path, cookies.get(way), Accounts.NETWORK);
        return any -> request;
    }

    /** The key that was not used for the longest time, after 100 that are used often. */
    private int coldKey(Way way) {
        int number = coldKeys.get(way).getAndIncrement();
        return Amounts.USERS > RECENT_KEYS
                ? RECENT_KEYS + number % (Amounts.USERS - RECENT_KEYS)
                : number % Amounts.USERS;
    }

    void measure() {
        for (Way way : ways) {
            cookies.put(way, way.once(way.logIns().apply(0)).cookies());
            coldKeys.put(way, new AtomicInteger());
        }
        routes.forEach(
                (name, route) ->
                        ways.forEach(way -> way.load(route.apply(way)).run(Amounts.WARM_UP)));
        for (int round = 0; round < Amounts.ROUNDS; round++) {
            for (Way way : ways) {
                Map<String, Double> spent = new LinkedHashMap<>();
                routes.forEach((name, route) -> spent.put(name, measure(name, way, route)));
                spent.forEach(
                        (name, cpu) ->
                                toOpenPage.note(name, way.name(), cpu / spent.get(OPEN_PAGE)));
            }
        }
        millis.print();
        toOpenPage.print();
        rates.print();
    }

    private double measure(String name, Way way, Function<Way, IntFunction<byte[]>> route) {
        long before = way.server().cpu().toNanos();
        Load.Result result = way.load(route.apply(way)).run(Amounts.ROUND);
        double cpu = (way.server().cpu().toNanos() - before) / 1e6 / result.count();
        millis.note(name, way.name(), cpu);
        rates.note(name, way.name(), result.perSecond());
        return cpu;
    }
}
