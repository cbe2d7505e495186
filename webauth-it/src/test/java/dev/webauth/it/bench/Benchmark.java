package dev.webauth.it.bench;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Measures what the library costs: with the change feed, with a query on each request, and compared
 * with the same routes written by hand. Rounds of all of them alternate, so that whatever else the
 * machine does meets all of them; ratios count. It asserts nothing. {@code mvn verify
 * -Pwildfly,bench}, see {@code docs/performance.md}
 */
@Timeout(1800)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class Benchmark {

    private final Ways ways = new Ways();
    private boolean running;

    @AfterAll
    void kill() {
        ways.kill();
    }

    @Test
    @Order(1)
    void start_up() {
        StartUp.measure(ways);
    }

    @Test
    @Order(2)
    void requests() {
        start();
        new Requests(ways.all()).measure();
    }

    @Test
    @Order(3)
    void log_ins() {
        start();
        new LogIns(ways.all()).measure();
    }

    @Test
    @Order(4)
    void visitors_while_log_ins_wait() {
        start();
        new LogIns(ways.all()).measureVisitors();
    }

    @Test
    @Order(5)
    void memory() {
        start();
        new Memory().measure(ways.library, ways.byHand);
    }

    @Test
    @Order(6)
    void growth() {
        ways.kill();
        Growth.measure(Amounts.GROW);
    }

    /** Any part may be the first, because Maven can run one alone. */
    private void start() {
        if (!running) {
            ways.start();
            Accounts.load(ways.library, Amounts.USERS);
            Accounts.loadByHand(ways.library.site().db());
            ways.library.site().db().run("vacuum analyze");
            running = true;
        }
    }
}
