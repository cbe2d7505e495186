package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.kind.GuestServlet;
import dev.webauth.it.kind.Guests;
import dev.webauth.it.kind.Vitals;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Server;
import dev.webauth.it.rig.Site;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application that is deployed, used and undeployed ten times leaves nothing in the server and
 * ends no log-in.
 */
@ExtendWith(ArquillianExtension.class)
class RedeployIT {

    private static final int ROUNDS = 10;

    /**
     * The number of copies that WildFly keeps after any number of redeployments: the last request
     * of an idle thread, the class loader that a driver's thread inherited, the JDK's last record.
     */
    private static final int KEPT = 4;

    private static final Site SITE =
            Site.below("redeployed")
                    .set("dev-mode", "true")
                    .set("real-ip-header", null)
                    .set("github.client-id", "made-up");
    private static final Browser VITALS = Site.below("vitals").browser();

    private static final String CLASS = "dev.webauth.impl.front.RequestWebAuth";
    private static final String MBEAN = "application=\"/redeployed\"";

    @Deployment(testable = false)
    static WebArchive vitals() {
        return ShrinkWrap.create(WebArchive.class, "vitals.war").addClass(Vitals.class);
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void redeployments_leave_no_class_thread_or_bean_behind() {
        long most = copies() + KEPT;
        long threads = threads();

        WebArchive war = SITE.application(Guests.class, GuestServlet.class);
        Browser browser = SITE.browser();
        Server.with(war, () -> use(browser));
        for (int round = 1; round < ROUNDS; round++) {
            Server.with(
                    war,
                    () -> {
                        assertThat(caller(browser)).as("its log-in").endsWith(" confirmed");
                        use(SITE.browser());
                    });
        }

        // Without help: the last timer is due, and the thread of a closed client ends.
        Patience.await("the end of all that was deployed")
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> hasAtMost(most, threads));
    }

    private static void hasAtMost(long copies, long threads) {
        assertThat(copies()).as("copies of a class").isLessThanOrEqualTo(copies);
        assertThat(threads()).as("threads").isLessThanOrEqualTo(threads);
        assertThat(VITALS.get("/mbeans").body()).doesNotContain(MBEAN);
        assertThat(
                        SITE.db()
                                .count(
                                        "pg_stat_activity WHERE datname = current_database()"
                                                + " AND pid <> pg_backend_pid()"))
                .as("connections")
                .isZero();
    }

    /**
     * The number of copies of a class in memory. A timer or thread of an application would keep a
     * copy.
     */
    private static long copies() {
        return VITALS.get("/classes?" + CLASS)
                .body()
                .lines()
                .filter(line -> line.contains(CLASS + "/"))
                .count();
    }

    private static long threads() {
        return VITALS.get("/threads")
                .body()
                .lines()
                .filter(name -> name.startsWith("webauth-") || name.startsWith("HttpClient-"))
                .count();
    }

    /** Uses everything that starts threads, timers and connections. */
    private static void use(Browser browser) {
        String email = UUID.randomUUID() + "@x.test";
        browser.post(
                "/servlet/guest",
                "action",
                "register",
                "email",
                email,
                "password",
                "a good passphrase");
        browser.get(new Mailbox(email).mail(1).link());
        assertThat(caller(browser)).startsWith(email + " confirmed");
        browser.post("/servlet/guest", "action", "cleanup");

        Browser other = SITE.browser();
        Page consent = other.followAll(other.get("/auth/github/login"));
        other.followAll(other.click(consent, "approve"));
        assertThat(caller(other)).startsWith("somebody confirmed");
        assertThat(VITALS.get("/mbeans").body()).contains(MBEAN);
    }

    private static String caller(Browser browser) {
        return browser.get("/servlet/guest").body();
    }
}
