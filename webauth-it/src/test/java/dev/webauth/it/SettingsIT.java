package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mail;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings have the documented effect. */
@ExtendWith(ArquillianExtension.class)
class SettingsIT {

    private static final int LIFE = 3;

    private static final Site SITE =
            Site.below("settings")
                    .set("email.confirm.expires", "PT" + LIFE + "S")
                    .set("email.remind.expires", "PT" + LIFE + "S")
                    .set("email.confirm.subject", "Welcome to the shop")
                    .set("email.confirm.text", "Please follow {action_link} to begin.")
                    .set("email.confirm.html", "<p>Please <a href=\"{action_link}\">begin</a>.</p>")
                    .set("password.min-length", "4")
                    .set("password.bcrypt-cost", "11")
                    .set("api-key.reveal", "false")
                    .set("log-user-events", "false");

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demo();
    }

    @Tag("LNK-05")
    @Test
    void a_link_expires_after_the_configured_time() throws InterruptedException {
        Person person = Person.registeredAt(SITE);
        URI confirm = person.link(1);
        person.forget();
        URI recover = person.link(2);
        TimeUnit.SECONDS.sleep(LIFE + 1);

        assertThat(person.open(confirm).status()).isEqualTo(404);
        assertThat(person.open(recover).status()).isEqualTo(404);
        assertThat(SITE.browser().post(recover, "").status()).isEqualTo(404);
        assertThat(person.isConfirmed()).isFalse();
    }

    @Test
    void a_mail_has_the_configured_text() {
        Person person = Person.registeredAt(SITE);
        Mail mail = person.mailbox().mail(1);

        assertThat(mail.subject()).isEqualTo("Welcome to the shop");
        assertThat(mail.text())
                .isEqualToNormalizingWhitespace("Please follow " + mail.link() + " to begin.");
        assertThat(mail.html()).contains("<a href=\"" + mail.link() + "\">begin</a>");
    }

    @Test
    void the_minimum_length_of_a_password_is_configurable() {
        Person person = Person.at(SITE);

        SITE.browser().register(person.email(), "xq3").isError(400);
        assertThat(SITE.browser().register(person.email(), "xq3z").location())
                .isEqualTo("/dashboard");
    }

    @Tag("PWD-09")
    @Test
    void a_password_is_hashed_at_the_configured_cost() {
        Person person = Person.registeredAt(SITE);

        assertThat(
                        SITE.db()
                                .value(
                                        "SELECT password FROM webauth_user WHERE email = ?",
                                        person.email()))
                .contains("$11$");
    }

    @Test
    void without_reveal_a_key_is_shown_once() {
        Person person = Person.confirmedAt(SITE);
        Browser browser = person.browser();
        assertThat(person.apiKey()).doesNotStartWith("wa_");

        Page page = browser.click(browser.get("/dashboard"), "regenerate_api_key");
        String key = browser.followAll(page).element("api_key").text();

        assertThat(key).hasSize(32);
        assertThat(SITE.browser().whoami(key).status()).isEqualTo(200);
        assertThat(person.apiKey()).doesNotContain(key);
        assertThat(
                        SITE.db()
                                .count(
                                        "webauth_user WHERE email = ? AND api_key_sealed IS NOT NULL",
                                        person.email()))
                .isZero();
    }

    @Test
    void event_rows_can_be_switched_off() {
        Person.registeredAt(SITE).logOut();

        assertThat(SITE.db().count("webauth_user_log")).isZero();
    }
}
