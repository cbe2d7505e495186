package dev.webauth.it.bench;

import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * What requests cost with few accounts and with many, on the server and in its database. Each
 * request queries the database, because {@code revocation-delay} is {@code PT0S}.
 */
final class Growth {

    private static final int FEW = 1000;
    private static final int ROUNDS = 4;

    /** Prime, so that consecutive requests use accounts that are not neighbours. */
    private static final int STEP = 7919;

    private record Route(String name, int warmUp, int connections, IntFunction<byte[]> request) {}

    private record Size(Way way, int accounts, List<Route> routes) {}

    private final List<Size> sizes = new ArrayList<>();
    private final Figures millis;

    private Growth(int many) {
        List<Integer> ports = Rig.freePorts(2);
        sizes.add(size("few", FEW, ports.get(0)));
        sizes.add(size("many", many, ports.get(1)));
        millis = new Figures("CPU ms of the server and PostgreSQL", sizes.get(0).way().name());
    }

    private static Size size(String name, int accounts, int port) {
        Site site = Ways.site(name, port).set("revocation-delay", "PT0S");
        String column = "%,d accounts".formatted(accounts);
        return new Size(
                new Way(column, site, port, Ways.application(site), Accounts::logIn),
                accounts,
                new ArrayList<>());
    }

    static void measure(int many) {
        Growth growth = new Growth(many);
        try {
            Parallel.run(growth.sizes.stream().<Callable<Void>>map(Growth::prepare).toList());
            growth.sizes.forEach(Growth::warmUp);
            for (int round = 0; round < ROUNDS; round++) {
                growth.sizes.forEach(growth::measure);
                // What a round leaves to do, such as garbage, must not always meet the same one.
                Collections.reverse(growth.sizes);
            }
            growth.millis.print();
        } finally {
            growth.sizes.forEach(size -> size.way().server().kill());
        }
    }

    /** Loads the accounts, of which a tenth are logged in. */
    private static Callable<Void> prepare(Size size) {
        return () -> {
            Way way = size.way();
            way.server().start();
            Accounts.load(way, size.accounts());
            way.site()
                    .db()
                    .run(
                            "insert into webauth_session (id, user_id, selector, token, epoch,"
                                    + " method, factors, remembered, d_created, d_seen, d_expires)"
                                    + " select nextval('webauth_session_seq'), id, md5('s' || id),"
                                    + " md5('t' || id), 'e', 'password', 'password', false, now(),"
                                    + " now(), now() + interval '1 day'"
                                    + " from webauth_user where id % 10 = 0");
            way.site().db().run("vacuum analyze");
            size.routes().addAll(routes(size));
            return null;
        };
    }

    private static List<Route> routes(Size size) {
        String cookies = size.way().once(Accounts.logIn(0)).cookies();
        byte[] session = Http.get("/api/session", cookies, Accounts.NETWORK);
        byte[] sessions = Http.get("/api/sessions", cookies, Accounts.NETWORK);
        byte[] cleanup = Http.post("/api/cleanup", "", Accounts.NETWORK);
        long first =
                Long.parseLong(
                        size.way()
                                .site()
                                .db()
                                .value("select id from webauth_user where email = 'u0@x.test'"));
        AtomicInteger next = new AtomicInteger();
        AtomicInteger registered = new AtomicInteger();
        return List.of(
                new Route("session check", Amounts.WARM_UP, 8, any -> session),
                new Route(
                        "API key",
                        Amounts.WARM_UP,
                        8,
                        any -> Accounts.withKey(account(size, next))),
                new Route("list of log-ins", Amounts.WARM_UP, 8, any -> sessions),
                new Route("log-in", 40, 4, any -> Accounts.logIn(account(size, next))),
                new Route(
                        "registration",
                        40,
                        4,
                        any -> Accounts.register("new" + registered.getAndIncrement())),
                new Route(
                        "link by mail",
                        Amounts.WARM_UP / 100,
                        1,
                        any -> link(account(size, next), first)),
                new Route("cleanup", Amounts.WARM_UP / 200, 1, any -> cleanup));
    }

    private static int account(Size size, AtomicInteger next) {
        return (int) ((long) next.getAndIncrement() * STEP % size.accounts());
    }

    private static byte[] link(int account, long first) {
        return Http.post(
                "/api/link",
                "email=u" + account + "%40x.test&id=" + (first + account),
                Accounts.NETWORK);
    }

    private static void warmUp(Size size) {
        for (Route route : size.routes()) {
            load(size, route).run(route.warmUp());
            awaitMail(size);
        }
    }

    private void measure(Size size) {
        for (Route route : size.routes()) {
            long server = size.way().server().cpu().toNanos();
            DatabaseCpu database = new DatabaseCpu(size.way().site().db());
            Load.Result result = load(size, route).run(Amounts.ROUND);
            awaitMail(size);
            double nanos =
                    size.way().server().cpu().toNanos() - server + database.spent().toNanos();
            millis.note(route.name(), size.way().name(), nanos / 1e6 / result.count());
        }
    }

    private static Load load(Size size, Route route) {
        return size.way().load(route.request()).connections(route.connections());
    }

    /** Waits until the mail that requests have caused is delivered, because it is their cost. */
    private static void awaitMail(Size size) {
        Patience.await("the delivery of all mail")
                .until(() -> size.way().site().db().count("webauth_mail") == 0);
    }
}
