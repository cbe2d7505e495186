package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Cluster;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes that remember log-ins and API keys, as they come. */
@Timeout(600)
class RevocationDelayIT {

    private static Cluster cluster;
    private static Site one;
    private static Site two;

    @BeforeAll
    @Timeout(600)
    static void start() {
        List<Integer> ports = Rig.freePorts(2);
        one = Site.alone("delay", ports.get(0)).set("revocation-delay", "PT1S");
        two = one.node(ports.get(1));
        cluster = new Cluster(one, ports.get(0), two, ports.get(1));
        cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.stop();
    }

    @Test
    void a_log_out_ends_the_log_in_at_once_here_and_soon_on_the_other_node() {
        Person owner = Person.registeredAt(one);
        Browser thief = owner.thief();
        assertThat(thief.on(two).isLoggedIn()).isTrue();

        owner.logOut();

        assertThat(thief.isLoggedIn()).isFalse();
        Patience.await("the other node hears of it").until(() -> !thief.on(two).isLoggedIn());
    }

    @Test
    void a_deleted_account_has_no_key_at_once_here_and_soon_on_the_other_node() {
        Person owner = Person.confirmedAt(one);
        String key = owner.apiKey();
        assertThat(status(one, key)).isEqualTo(200);
        assertThat(status(two, key)).isEqualTo(200);

        owner.deleteAccount();

        assertThat(status(one, key)).isNotEqualTo(200);
        Patience.await("the other node hears of it").until(() -> status(two, key) != 200);
    }

    private static int status(Site node, String key) {
        return node.browser().with("X-API-Key", key).get("/api/whoami").status();
    }

    /** Only after the node has polled its own change, which invalidates the log-in once more. */
    @Test
    void a_request_of_a_known_log_in_asks_no_table() {
        Person owner = Person.registeredAt(one);
        Patience.await("the log-in is known")
                .until(() -> owner.isLoggedIn() && isLoggedInWithoutTable(owner));
    }

    private static boolean isLoggedInWithoutTable(Person owner) {
        one.db().run("alter table webauth_session rename to webauth_session_away");
        try {
            return owner.browser().get("/me").body().contains("\"authenticated\":true");
        } finally {
            one.db().run("alter table webauth_session_away rename to webauth_session");
        }
    }
}
