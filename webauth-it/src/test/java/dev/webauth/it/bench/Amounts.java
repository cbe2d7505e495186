package dev.webauth.it.bench;

import java.time.Duration;

/** How much is measured; system properties change it. */
final class Amounts {

    /** More than the 20,000 keys that a node caches, so that in turn none of them is cached. */
    static final int USERS = amount("users", 50_000);

    static final int ROUNDS = amount("rounds", 5);
    static final Duration ROUND = Duration.ofMillis(amount("millis", 1200));

    /** Requests to each route before the first round, so that the JIT has compiled its code. */
    static final int WARM_UP = amount("warm-up", 100_000);

    static final int STARTS = amount("starts", 3);
    static final int SESSIONS = amount("sessions", 1000);
    static final int VISITORS = amount("visitors", 200_000);

    /** The accounts of the larger of two databases. */
    static final int GROW = amount("grow", 1_000_000);

    private Amounts() {}

    private static int amount(String name, int usual) {
        return Integer.getInteger("webauth.bench." + name, usual);
    }
}
