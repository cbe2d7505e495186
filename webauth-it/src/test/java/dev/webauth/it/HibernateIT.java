package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.app.OrderServlet;
import dev.webauth.it.app.Orders;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OtherSite;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Server;
import dev.webauth.it.rig.Site;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * WildFly's Hibernate with a WAR that has no EclipseLink and no setting for it. The profile {@code
 * hibernate} runs all other tests on it.
 */
@EnabledIfSystemProperty(
        named = "arquillian.launch",
        matches = "wildfly",
        disabledReason = "the other servers have EclipseLink")
@ExtendWith(ArquillianExtension.class)
class HibernateIT {

    private static final String HIBERNATE = "org.hibernate.jpa.HibernatePersistenceProvider";
    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";
    private static final String KEY = "persistence-provider";
    private static final Site SITE = Site.below("hibernate").withoutEclipseLink();

    private static OtherSite provider;

    @Deployment(testable = false)
    static WebArchive war() {
        provider = OtherSite.start();
        return SITE.set("github.client-id", "us")
                .set("github.client-secret", "a secret")
                .set("github.authorization-uri", provider.url() + "/authorize")
                .set("github.token-uri", provider.url() + "/token")
                .set("github.userinfo-uri", provider.url() + "/user")
                .set("github.emails-uri", provider.url() + "/emails")
                .demo()
                .addClasses(Orders.class, OrderServlet.class);
    }

    @AfterAll
    static void stop() {
        provider.stop();
    }

    @Test
    void hibernate_is_the_only_provider_of_the_server() {
        String message =
                Server.trial(
                        Site.below("hibernate1")
                                .withoutEclipseLink()
                                .set(KEY, ECLIPSELINK)
                                .application());

        assertThat(message)
                .contains("webauth." + KEY + " must be", ECLIPSELINK, "[" + HIBERNATE + "]");
    }

    @Test
    void hibernate_can_be_chosen_with_EclipseLink_in_the_WAR() {
        String message = Server.trial(Site.below("hibernate2").set(KEY, HIBERNATE).application());

        assertThat(message).isEmpty();
    }

    @Test
    void an_account_is_created_confirmed_used_and_recovered() {
        Person person = Person.confirmedAt(SITE);
        assertThat(person.isConfirmed()).isTrue();
        assertThat(person.isInConfirmedSession()).isFalse();

        person.logOut();
        assertThat(person.forget().location()).isEqualTo("/remind-ok");
        assertThat(person.open(person.link(2)).location()).isEqualTo("/set-password");
        assertThat(person.setPassword("another passphrase").location()).isEqualTo("/dashboard");
        person.logOut();
        assertThat(person.logIn().location()).isEqualTo("/dashboard");
    }

    @Test
    void a_key_identifies_its_account() {
        Person person = Person.confirmedAt(SITE);

        Page answer = SITE.browser().whoami(person.apiKey());

        assertThat(answer.json().getString("email")).isEqualTo(person.email());
    }

    @Test
    void an_identity_is_linked_and_logs_in() {
        Person person = Person.confirmedAt(SITE);
        provider.person(7, "person7");
        Page linked = ProvidersIT.signIn(person.browser(), "connect-github");
        assertThat(linked.location()).isEqualTo("/dashboard");

        Browser other = SITE.browser();
        ProvidersIT.signIn(other, "login-github");

        assertThat(other.get("/me").json().getJsonNumber("userId").longValue())
                .isEqualTo(person.id());
    }

    @Test
    void an_account_is_rolled_back_with_its_callers_transaction() {
        Person person = Person.at(SITE);
        assertThat(order(person, "fail").status()).isEqualTo(500);
        assertThat(SITE.db().count("webauth_user WHERE email = ?", person.email())).isZero();
        person.mailbox().holds(0);

        Page made = order(person, "");

        assertThat(SITE.db().count("shop_order WHERE user_id = " + made.body())).isEqualTo(1);
        person.mailbox().holds(1);
    }

    private static Page order(Person person, String then) {
        return person.browser()
                .post(
                        "/orders",
                        "email",
                        person.email(),
                        "password",
                        person.password(),
                        "then",
                        then);
    }

    @Test
    void fifty_registrations_of_one_address_at_once_create_one_account() {
        Person person = Person.at(SITE);
        Callable<Page> registration =
                () -> SITE.browser().register(person.email(), person.password());

        List<Page> answers = Parallel.run(Collections.nCopies(50, registration));

        // 503 for registrations over the limit of hashing threads.
        assertThat(answers)
                .allSatisfy(page -> assertThat(page.isClean().status()).isIn(303, 409, 503));
        assertThat(answers).filteredOn(page -> page.status() == 303).hasSize(1);
        assertThat(SITE.db().count("webauth_user WHERE email = ?", person.email())).isEqualTo(1);
        person.mailbox().holds(1);
    }
}
