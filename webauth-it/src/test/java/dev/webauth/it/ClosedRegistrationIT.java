package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Registration is closed and no proxy is configured. */
@ExtendWith(ArquillianExtension.class)
class ClosedRegistrationIT {

    private static final Site SITE =
            Site.below("closed").set("allow-registration", "false").set("real-ip-header", null);

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demo();
    }

    @Tag("REG-16")
    @Test
    void every_registration_is_refused() {
        Person person = Person.at(SITE);

        person.register().isError(403);
        person.forget().isError(404);

        assertThat(SITE.db().count("webauth_user")).isZero();
        person.mailbox().holds(0);
    }

    @Tag("LOG-01")
    @Test
    void the_network_address_is_that_of_the_socket() {
        Page refused =
                SITE.browser()
                        .with("X-Forwarded-For", "1.2.3.4")
                        .with("Forwarded", "for=1.2.3.4")
                        .with("X-Real-IP", "1.2.3.4")
                        .logIn("nobody@x.test", "wrong one");

        refused.isError(403);
        assertThat(SITE.db().column("SELECT DISTINCT ip FROM webauth_user_log"))
                .containsExactly("127.0.0.1");
    }
}
