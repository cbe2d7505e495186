package dev.webauth.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.webauth.it.rig.Authenticator;
import dev.webauth.it.rig.Chromium;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person with a phone and an authenticator app on it. */
@OnDemo
class TwoFactorBrowserIT {

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.start("two-factor");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void enrols_logs_in_by_code_loses_the_app_and_recovers_by_a_recovery_code() {
        Person person = Person.confirmedAt(SITE);
        Page phone = phone();
        phone.navigate(SITE.uri().toString());
        logIn(phone, person);
        phone.waitForURL(SITE.uri("/dashboard").toString());
        phone.click("#two-factor");
        at(phone, "/two-factor", "off");

        Authenticator app = enrol(phone);
        String recoveryCode = phone.locator("#recovery_codes code").first().innerText();
        phone.click("#next");
        at(phone, "/dashboard", "enrolled");
        person.letCodesGrowOld();

        phone.click("#logout");
        logIn(phone, person);
        at(phone, "/two-factor/challenge", "challenge");
        phone.fill("#code", app.wrongCode());
        phone.click("#submit_code");
        assertThat(phone).hasTitle("ERROR");
        chromium.shot(phone, "wrong-code");
        phone.fill("#code", app.code());
        phone.click("#submit_code");
        at(phone, "/dashboard", "logged-in-by-code");

        phone.click("#logout");
        logIn(phone, person);
        phone.fill("#code", recoveryCode);
        phone.click("#submit_code");
        at(phone, "/dashboard", "logged-in-by-recovery-code");

        phone.click("#two-factor");
        at(phone, "/two-factor", "on");
        phone.click("#disable");
        at(phone, "/two-factor", "disabled");
        enrol(phone);
        phone.click("#next");
        at(phone, "/dashboard", "enrolled-again");
        assertThat(complaints).isEmpty();
    }

    private Authenticator enrol(Page phone) {
        phone.click("#enrol");
        assertThat(phone.locator("#qr svg")).isVisible();
        chromium.shot(phone, "enrol");
        Authenticator app = new Authenticator(phone.locator("#otp_secret").innerText());
        phone.fill("#code", app.code());
        phone.click("#submit_code");
        assertThat(phone.locator("#recovery_codes li")).hasCount(10);
        chromium.shot(phone, "recovery-codes");
        fits(phone);
        return app;
    }

    private static void logIn(Page phone, Person person) {
        phone.fill("#email", person.email());
        phone.fill("#pass", person.password());
        phone.click("#login_submit");
    }

    private Page phone() {
        Page window = chromium.window();
        window.onConsoleMessage(
                message -> {
                    // A page with status 403 is a complaint of the browser, too.
                    if (message.type().equals("error") && !message.text().contains("403")) {
                        complaints.add(message.text());
                    }
                });
        window.onPageError(complaints::add);
        return window;
    }

    private static void at(Page phone, String path, String title) {
        phone.waitForURL(SITE.uri(path).toString());
        chromium.shot(phone, title);
        fits(phone);
    }

    private static void fits(Page phone) {
        assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", phone.url())
                .isLessThanOrEqualTo(390);
    }
}
