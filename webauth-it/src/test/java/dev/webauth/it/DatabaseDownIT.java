package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Postgres;
import dev.webauth.it.rig.Site;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database is down and comes back. */
@ExtendWith(ArquillianExtension.class)
class DatabaseDownIT {

    private static Postgres postgres;
    private static Site site;

    private Person person;

    @Deployment(testable = false)
    static WebArchive demo() {
        postgres = Postgres.start("postgres-that-stops");
        site = Site.below("outage").set("revocation-delay", "PT0S").on(postgres);
        return site.demo();
    }

    @AfterAll
    static void stop() {
        postgres.stop();
    }

    @BeforeEach
    void somebodyIsThereAndTheDatabaseGoes() {
        person = Person.confirmedAt(site);
        postgres.stop();
    }

    @AfterEach
    void theDatabaseIsBack() {
        if (!postgres.isRunning()) {
            postgres.startAgain();
            heals();
        }
    }

    @Tag("FLT-07")
    @Test
    void every_request_that_needs_the_database_is_answered_with_503() {
        Browser browser = person.browser();
        Person fresh = Person.at(site);
        String password = person.password();

        for (Page page :
                List.of(
                        browser.get("/dashboard"),
                        browser.get("/me"),
                        browser.get("/set-password"),
                        browser.get("/auth/confirm/" + "x".repeat(43)),
                        site.browser().logIn(person.email(), password),
                        site.browser().post("/remind", "email", person.email()),
                        site.browser().register(fresh.email(), password),
                        browser.post("/regenerate-api-key"),
                        browser.post("/delete-account"),
                        site.browser()
                                .with("X-API-Key", "wa_" + "0".repeat(29))
                                .with("Accept", "application/json")
                                .get("/check-user-api-key?k=x&id=1"))) {
            if (page.uri().getPath().endsWith("/check-user-api-key")) {
                // A malformed key needs no database to be refused.
                assertThat(page.status()).isEqualTo(403);
            } else {
                assertThat(page.isClean().status()).as("%s", page).isEqualTo(503);
                assertThat(page.header("Retry-After")).as("%s", page).isPresent();
            }
        }
    }

    @Tag("FLT-07")
    @Test
    void requests_without_the_database_work() {
        assertThat(site.browser().get("/open").body().strip()).isEqualTo("ok");
        assertThat(site.browser().get("/").status()).isEqualTo(200);
    }

    @Tag("FLT-07")
    @Test
    void the_application_recovers_without_a_restart() {
        Person fresh = Person.at(site);
        assertThat(person.browser().get("/dashboard").status()).isEqualTo(503);
        postgres.startAgain();
        heals();

        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.logIn(site.browser()).location()).isEqualTo("/dashboard");
        assertThat(fresh.register().location()).isEqualTo("/dashboard");
        assertThat(fresh.open(fresh.link(1)).location()).isEqualTo("/dashboard");
    }

    private void heals() {
        Patience.await("healing").until(() -> person.browser().get("/dashboard").status() != 503);
    }
}
