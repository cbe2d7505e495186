package dev.webauth.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.webauth.it.rig.Authenticator;
import dev.webauth.it.rig.Chromium;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts that must have a second factor, on the library's own page. */
@ExtendWith(ArquillianExtension.class)
class RequiredSecondFactorIT {

    private static final Pattern STEP = Pattern.compile(".*/required/auth/second-factor");

    private static final Site SITE = Site.below("required").set("second-factor", "required");

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demoWithout("webauth.page.second-factor");
    }

    @Test
    void confirms_the_address_sets_a_factor_up_and_is_asked_from_then_on() {
        Person person = Person.at(SITE);
        try (Chromium chromium = Chromium.start("required-second-factor")) {
            Page phone = chromium.window();
            phone.navigate(SITE.uri().toString());
            phone.click("#do_reg");
            phone.fill("#email_reg", person.email());
            phone.fill("#password", person.password());
            phone.fill("#password2", person.password());
            phone.click("#reg_submit");
            phone.waitForLoadState();
            phone.navigate(SITE.uri("/auth/second-factor").toString());
            chromium.shot(phone, "confirm-first");
            assertThat(phone.locator("#resend-confirm")).isVisible();

            phone.navigate(person.mailbox().mail(1).link().toString());
            phone.waitForURL(STEP);
            chromium.shot(phone, "set-up");
            phone.click("#enrol");
            assertThat(phone.locator("#qr svg")).isVisible();
            chromium.shot(phone, "enrol");
            phone.setViewportSize(1280, 900);
            chromium.shot(phone, "enrol-wide");
            phone.setViewportSize(390, 844);
            Authenticator app = new Authenticator(phone.locator("#otp_secret").innerText());
            phone.fill("#code", app.wrongCode());
            phone.click("#submit_code");
            assertThat(phone.locator("[role=alert]")).isVisible();
            chromium.shot(phone, "enrol-wrong");
            phone.fill("#code", app.code());
            phone.click("#submit_code");
            assertThat(phone.locator("#recovery_codes li")).hasCount(10);
            chromium.shot(phone, "recovery-codes");
            phone.click("#next");
            phone.waitForURL(SITE.uri("/dashboard").toString());
            phone.click("#logout");
            person.letCodesGrowOld();

            phone.fill("#email", person.email());
            phone.fill("#pass", person.password());
            phone.click("#login_submit");
            phone.waitForLoadState();
            phone.navigate(SITE.uri("/auth/second-factor").toString());
            chromium.shot(phone, "asked");
            phone.setViewportSize(1280, 900);
            chromium.shot(phone, "asked-wide");
            assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(1280);
            phone.fill("#code", app.code());
            phone.check("#trust_browser");
            phone.click("#submit_code");
            phone.waitForURL(SITE.uri().toString() + "**");
            phone.navigate(SITE.uri("/dashboard").toString());
            assertThat(phone.locator("#user_id")).isVisible();
        }
    }
}
