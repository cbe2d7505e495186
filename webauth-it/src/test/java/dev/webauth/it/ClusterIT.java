package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Cluster;
import dev.webauth.it.rig.OtherSite;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes with one database, without session replication, and a load balancer without sticky
 * routing. Each request asks the database; of the delay, see {@link RevocationDelayIT}.
 */
@Timeout(600)
class ClusterIT {

    private static OtherSite provider;
    private static Cluster cluster;
    private static Site one;
    private static Site two;

    @BeforeAll
    @Timeout(600)
    static void start() {
        provider = OtherSite.start();
        List<Integer> ports = Rig.freePorts(2);
        one =
                Site.alone("cluster", ports.get(0))
                        .set("revocation-delay", "PT0S")
                        .set("github.client-id", "us")
                        .set("github.client-secret", "a secret")
                        .set("github.authorization-uri", provider.url() + "/authorize")
                        .set("github.token-uri", provider.url() + "/token")
                        .set("github.userinfo-uri", provider.url() + "/user")
                        .set("github.emails-uri", provider.url() + "/emails");
        two = one.node(ports.get(1));
        cluster = new Cluster(one, ports.get(0), two, ports.get(1));
        cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.stop();
        provider.stop();
    }

    @Test
    void a_log_in_and_a_log_out_on_one_node_apply_to_both() {
        Person owner = Person.registeredAt(one);
        Browser thief = owner.thief();
        assertThat(owner.on(two).id()).isEqualTo(owner.id());

        assertThat(owner.on(two).logOut().location()).isEqualTo("/");

        assertThat(owner.isLoggedIn()).isFalse();
        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(thief.on(two).isLoggedIn()).isFalse();
    }

    @Test
    void a_log_in_replaced_on_one_node_has_ended_on_both() {
        Person owner = Person.registeredAt(one);
        Browser thief = owner.thief();
        assertThat(thief.on(two).isLoggedIn()).isTrue();

        assertThat(owner.on(two).logIn().location()).isEqualTo("/dashboard");

        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(thief.on(two).isLoggedIn()).isFalse();
        assertThat(owner.isLoggedIn()).isTrue();
        assertThat(owner.on(two).isLoggedIn()).isTrue();
    }

    @Test
    void a_new_password_on_one_node_ends_the_other_sessions_on_the_other_at_once() {
        Person owner = Person.confirmedAt(one);
        Browser elsewhere = two.browser();
        assertThat(owner.logIn(elsewhere).location()).isEqualTo("/dashboard");
        assertThat(elsewhere.isLoggedIn()).isTrue();

        assertThat(owner.setPassword("another good passphrase").location()).isEqualTo("/dashboard");

        assertThat(elsewhere.isLoggedIn()).isFalse();
        assertThat(owner.on(two).isLoggedIn()).isTrue();
    }

    @Test
    void a_sign_in_started_on_one_node_can_finish_on_the_other() {
        provider.person(1, "visitor");
        Browser visitor = one.browser();
        assertThat(comeBack(two, visitor, setOut(visitor, "/", "login-github")).location())
                .isEqualTo("/dashboard");
        assertThat(visitor.isLoggedIn()).isTrue();

        provider.person(2, "owner");
        Person owner = Person.confirmedAt(one);
        long id = owner.id();
        URI out = setOut(owner.browser(), "/dashboard", "connect-github");
        assertThat(comeBack(two, owner.browser(), out).location()).isEqualTo("/dashboard");
        assertThat(owner.id()).isEqualTo(id);
        assertThat(owner.me().getJsonArray("providers")).hasSize(1);
    }

    /** Presses a button and follows the redirect to the provider. */
    private static URI setOut(Browser browser, String page, String button) {
        Page at = browser.click(browser.get(page), button);
        while (!at.location().startsWith(provider.url())) {
            at = browser.follow(at);
        }
        return URI.create(at.location());
    }

    private static Page comeBack(Site node, Browser browser, URI provider) {
        Page approved = browser.get(provider);
        return browser.on(node).get(node.here(URI.create(approved.header("Location").get())));
    }

    @Test
    void a_link_requested_on_one_node_works_in_the_same_browser_on_the_other() {
        Person owner = Person.registeredAt(one);
        assertThat(owner.on(two).open(two.here(owner.link(1))).location()).isEqualTo("/dashboard");
        assertThat(owner.isConfirmed()).isTrue();
        assertThat(owner.isInConfirmedSession()).isTrue();

        owner.logOut();
        owner.forget();
        assertThat(owner.on(two).open(two.here(owner.link(2))).location())
                .isEqualTo("/set-password");
        assertThat(owner.isInConfirmedSession()).isTrue();
        assertThat(owner.setPassword("another good passphrase").location()).isEqualTo("/dashboard");
    }

    @Test
    void a_hundred_uses_of_a_link_on_both_nodes_have_one_effect() {
        Person owner = Person.registeredAt(one);
        long id = owner.id();
        owner.logOut();
        owner.forget();
        URI link = owner.link(2);
        List<Page> answers =
                Parallel.run(
                        IntStream.range(0, 100)
                                .mapToObj(n -> n % 2 == 0 ? one : two)
                                .<Callable<Page>>map(
                                        node -> () -> owner.thief().on(node).get(node.here(link)))
                                .toList());

        assertThat(answers).allSatisfy(page -> assertThat(page.status()).isIn(303, 404, 503));
        assertThat(answers).filteredOn(page -> page.status() == 303).hasSize(1);
        assertThat(
                        one.db()
                                .count(
                                        "webauth_user_log WHERE user_id = ? AND event ="
                                                + " 'login:recovery'",
                                        id))
                .isEqualTo(1);
    }

    @Test
    @Tag("FLT-15")
    void killing_and_restarting_a_node_under_load_ends_no_log_in() {
        Crowd crowd = Crowd.registeredAt(one, two);

        crowd.staysLoggedInWhile(() -> cluster.kill(one));

        crowd.isLoggedInOn(two);
        // Mails that the killed node had claimed are due later, so the test moves the time.
        one.db().run("UPDATE webauth_mail SET d_due = d_created");
        crowd.hasGotItsMail();

        Person leaver = Person.registeredAt(two);
        Browser thief = leaver.thief();
        leaver.logOut();
        cluster.start(one);
        crowd.isLoggedInOn(one);
        crowd.isLoggedInOn(two);
        assertThat(thief.on(one).isLoggedIn()).isFalse();
    }
}
