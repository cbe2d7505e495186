package dev.webauth.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.webauth.it.rig.Chromium;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import dev.webauth.it.rig.VirtualAuthenticator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A passkey as the second factor that every account must have, on the library's own pages. */
@ExtendWith(ArquillianExtension.class)
class PasskeyStepIT {

    private static final String ROOT = "http://localhost:" + Rig.httpPort() + "/passkey-step";
    private static final Site SITE =
            Site.below("passkey-step").set("public-url", ROOT).set("second-factor", "required");

    private final Person person = Person.at(SITE);

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demoWithout("webauth.page.second-factor");
    }

    @Test
    void is_led_to_add_a_passkey_and_is_asked_for_it_after_the_password() {
        try (Chromium chromium = Chromium.start("passkey-step")) {
            Page phone = chromium.window();
            VirtualAuthenticator authenticator = VirtualAuthenticator.in(phone);
            authenticator.touched(false);
            phone.navigate(ROOT + "/");
            phone.click("#do_reg");
            phone.fill("#email_reg", person.email());
            phone.fill("#password", person.password());
            phone.fill("#password2", person.password());
            phone.click("#reg_submit");
            phone.navigate(new Mailbox(person.email()).mail(1).link().toString());
            phone.navigate(ROOT + "/auth/second-factor");
            chromium.shot(phone, "set-up");

            authenticator.touched(true);
            phone.click("#add-passkey");
            assertThat(phone.locator("#recovery_codes li")).hasCount(10);
            chromium.shot(phone, "codes");
            authenticator.touched(false);
            phone.click("#next");
            phone.waitForURL(ROOT + "/dashboard");
            phone.click("#logout");

            phone.fill("#email", person.email());
            phone.fill("#pass", person.password());
            phone.click("#login_submit");
            phone.navigate(ROOT + "/auth/second-factor");
            chromium.shot(phone, "asked");
            authenticator.touched(true);
            phone.click("#passkey");
            phone.waitForURL(ROOT + "/dashboard");
        }
    }
}
