package dev.webauth.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.webauth.it.rig.Chromium;
import dev.webauth.it.rig.Keycloak;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real OpenID Provider, configured only by its issuer, with its own log-in page in a browser. */
@ExtendWith(ArquillianExtension.class)
@Timeout(240)
class KeycloakIT {

    private static final Site SITE = Site.below("keycloak");

    private static Keycloak keycloak;
    private static Chromium chromium;

    @Deployment(testable = false)
    static WebArchive demo() {
        keycloak = Keycloak.start(SITE.uri("/auth/keycloak/auth").toString());
        return SITE.set("keycloak.title", "Keycloak")
                .set("keycloak.issuer", keycloak.issuer().toString())
                .set("keycloak.client-id", keycloak.clientId())
                .set("keycloak.client-secret", keycloak.clientSecret())
                .set("keycloak.scope", "openid profile email")
                .demo();
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.start("keycloak");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        keycloak.stop();
    }

    @Test
    void a_user_is_recognised_after_new_signing_keys_and_a_new_name() {
        Page phone = chromium.window();
        setOut(phone);
        chromium.shot(phone, "log-in-page");
        logInAtKeycloak(phone, "alice");
        String id = dashboard(phone);
        chromium.shot(phone, "signed-in");
        assertThat(phone.locator("#delete-provider-keycloak")).isVisible();
        assertThat(phone.locator("#resend-confirm")).hasCount(0);
        assertThat(
                        SITE.db()
                                .count(
                                        "webauth_user WHERE id = ? AND email IS NOT NULL",
                                        Long.valueOf(id)))
                .isZero();

        phone.click("#logout");
        // The session at Keycloak is still open, so it does not ask.
        setOut(phone);
        assertThat(dashboard(phone)).isEqualTo(id);

        keycloak.restartWithNewKeys();
        phone.click("#logout");
        setOut(phone);
        assertThat(dashboard(phone)).isEqualTo(id);

        keycloak.rename("alice", "alice-renamed");
        Page elsewhere = chromium.window();
        setOut(elsewhere);
        logInAtKeycloak(elsewhere, "alice-renamed");
        assertThat(dashboard(elsewhere)).isEqualTo(id);
        assertThat(SITE.db().count("webauth_user_auth WHERE sub = ?", subject("alice-renamed")))
                .isEqualTo(1);
    }

    @Test
    void an_account_with_a_password_links_keycloak() {
        Person bob = Person.confirmedAt(SITE);
        Page phone = chromium.window();
        phone.navigate(SITE.uri().toString());
        phone.fill("#email", bob.email());
        phone.fill("#pass", bob.password());
        phone.click("#login_submit");
        String id = dashboard(phone);
        phone.click("#connect-keycloak");
        logInAtKeycloak(phone, "bob");
        assertThat(dashboard(phone)).isEqualTo(id);
        assertThat(phone.locator("#delete-provider-keycloak")).isVisible();
        chromium.shot(phone, "linked");

        Page elsewhere = chromium.window();
        setOut(elsewhere);
        logInAtKeycloak(elsewhere, "bob");
        assertThat(dashboard(elsewhere)).isEqualTo(id);

        phone.click("#delete-provider-keycloak");
        dashboard(phone);
        assertThat(phone.locator("#delete-provider-keycloak")).hasCount(0);
        assertThat(bob.mailbox().mail(3).subject()).contains("removed");
    }

    @Test
    void a_user_disabled_at_keycloak_cannot_sign_in() {
        keycloak.disable("carol");
        Page phone = chromium.window();
        setOut(phone);
        logInAtKeycloak(phone, "carol");
        assertThat(phone.locator(".kc-feedback-text")).containsText("disabled");
        phone.navigate(SITE.uri("/dashboard").toString());
        phone.waitForURL(SITE.uri("/").toString());
    }

    private static String subject(String username) {
        return keycloak.subject(username);
    }

    private static void setOut(Page phone) {
        phone.navigate(SITE.uri().toString());
        phone.click("#login-keycloak");
    }

    private static void logInAtKeycloak(Page phone, String username) {
        phone.fill("#username", username);
        phone.fill("#password", Keycloak.PASSWORD);
        phone.click("#kc-login");
    }

    /** Asserts that the dashboard is shown; returns its address. */
    private static String dashboard(Page phone) {
        phone.waitForURL(SITE.uri("/dashboard").toString());
        return phone.locator("#user_id").innerText();
    }
}
