package dev.webauth.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.webauth.it.rig.Chromium;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo in a real browser with the size of a phone. */
@OnDemo
class BrowserIT {

    private static Chromium chromium;

    private final Person person = Person.at(SITE);
    private final Mailbox mailbox = person.mailbox();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.start("life");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void a_person_registers_confirms_logs_out_recovers_sets_a_password_and_logs_in() {
        Page phone = phone();
        register(phone);
        at(phone, "/dashboard", "registered");
        assertThat(phone.locator("#resend-confirm")).isVisible();

        phone.navigate(mailbox.mail(1).link().toString());
        at(phone, "/dashboard", "confirmed");
        assertThat(phone.locator("#resend-confirm")).hasCount(0);

        phone.click("#logout");
        at(phone, "/", "logged-out");

        phone.click("#do_forgot");
        phone.fill("#email_remind", person.email());
        shot(phone, "forgot");
        phone.click("#remind_submit");
        at(phone, "/remind-ok", "remind-ok");

        phone.navigate(mailbox.mail(2).link().toString());
        at(phone, "/set-password", "recovered");
        assertThat(phone.locator("#oldpass")).hasCount(0);
        phone.fill("#password", "a better passphrase");
        phone.fill("#password2", "a better passphrase");
        phone.click("#submit_change");
        at(phone, "/dashboard", "password-set");

        phone.click("#logout");
        logIn(phone, "a better passphrase");
        at(phone, "/dashboard", "logged-in");
        assertThat(complaints).isEmpty();
    }

    @Test
    void error_pages_show_the_error_and_lead_on() {
        Page phone = phone();
        phone.navigate(SITE.uri().toString());
        logIn(phone, "the wrong passphrase");

        assertThat(phone).hasTitle("ERROR");
        shot(phone, "error");
        phone.click("#next");
        at(phone, "/", "home");
    }

    @Test
    void a_link_works_on_another_device() {
        Page phone = phone();
        register(phone);
        at(phone, "/dashboard", "registered-here");

        Page tablet = phone();
        tablet.navigate(mailbox.mail(1).link().toString());
        shot(tablet, "confirm-elsewhere");
        tablet.fill("input[name=password]", person.password());
        tablet.click("form:has(input[name=password]) button:not([name=not_me])");
        tablet.waitForLoadState();
        shot(tablet, "confirmed-elsewhere");

        phone.reload();
        assertThat(phone.locator("#resend-confirm")).hasCount(0);

        phone.navigate(SITE.uri("/").toString());
        person.forget(SITE.browser());
        tablet.navigate(mailbox.mail(2).link().toString());
        shot(tablet, "recover-elsewhere");
        tablet.click("form button");
        at(tablet, "/set-password", "recovered-elsewhere");
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_old_log_in_must_be_renewed_before_a_change() {
        Page phone = phone();
        register(phone);
        at(phone, "/dashboard", "fresh");
        assertThat(phone.locator("#api_key")).hasText(Pattern.compile("wa_.{29}"));
        person.letLogInsGrowOld();

        phone.reload();
        assertThat(phone.locator("#api_key")).not().containsText("wa_");
        phone.click("#show-api-key");
        proveIdentity(phone);
        at(phone, "/dashboard", "key-shown");
        assertThat(phone.locator("#api_key")).hasText(Pattern.compile("wa_.{29}"));

        person.letLogInsGrowOld();
        changeEmail(phone);
        proveIdentity(phone);
        at(phone, "/set-email", "led-back");
        changeEmail(phone);
        at(phone, "/dashboard", "change-asked");
        assertThat(phone.locator("[role=status]")).containsText("link");
        assertThat(complaints).isEmpty();
    }

    private void proveIdentity(Page phone) {
        phone.waitForURL(Pattern.compile(".*/auth/reauthenticate\\?next=.*"));
        shot(phone, "reauthenticate");
        phone.fill("#password", person.password());
        phone.click("#reauthenticate");
    }

    private void changeEmail(Page phone) {
        phone.navigate(SITE.uri("/set-email").toString());
        phone.fill("#email", "new-" + person.email());
        phone.click("#submit_change");
    }

    private Page phone() {
        Page window = chromium.window();
        window.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")) {
                        complaints.add(message.text());
                    }
                });
        window.onPageError(complaints::add);
        return window;
    }

    private void register(Page phone) {
        phone.navigate(SITE.uri().toString());
        shot(phone, "home");
        phone.click("#do_reg");
        phone.fill("#email_reg", person.email());
        phone.fill("#password", person.password());
        phone.fill("#password2", person.password());
        shot(phone, "register");
        phone.click("#reg_submit");
    }

    private void logIn(Page phone, String password) {
        phone.fill("#email", person.email());
        phone.fill("#pass", password);
        phone.click("#login_submit");
    }

    /** Asserts that the browser shows a page and that the page fits the screen. */
    private static void at(Page phone, String path, String title) {
        phone.waitForURL(SITE.uri(path).toString());
        shot(phone, title);
        assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", path)
                .isLessThanOrEqualTo(390);
    }

    private static void shot(Page phone, String title) {
        chromium.shot(phone, title);
    }
}
