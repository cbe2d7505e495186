package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Postman;
import dev.webauth.it.rig.Site;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mail server is down and comes back. */
@ExtendWith(ArquillianExtension.class)
class MailServerDownIT {

    private static Postman postman;
    private static Site site;

    @Deployment(testable = false)
    static WebArchive demo() {
        postman = Postman.absent();
        site = Site.below("no-mail").set("smtp.port", Integer.toString(postman.port()));
        return site.demo();
    }

    @AfterAll
    static void stop() {
        postman.leave();
    }

    @Tag("FLT-01")
    @Test
    void no_caller_waits_for_the_mail_server_and_no_mail_is_lost() {
        Person person = Person.at(site);
        assertThat(person.register().location()).isEqualTo("/dashboard");
        assertThat(person.forget().location()).isEqualTo("/remind-ok");

        postman.come();

        // The order does not matter: both links confirm the account.
        assertThat(postman.mailTo(person.email(), 1).link()).isNotNull();
        assertThat(postman.mailTo(person.email(), 2).link()).isNotNull();
        assertThat(person.open(postman.mailTo(person.email(), 1).link()).status()).isEqualTo(303);
        assertThat(person.isConfirmed()).isTrue();
    }
}
