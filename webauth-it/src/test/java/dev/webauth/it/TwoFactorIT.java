package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Authenticator;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Person;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The second factor of the demo, through its pages. */
@OnDemo
class TwoFactorIT {

    private static final String CHALLENGE = "/two-factor/challenge";

    private static Page answer(Browser browser, String code) {
        return browser.submit(browser.get(CHALLENGE).form("submit_code").type("code", code));
    }

    private static Browser afterPassword(Person person) {
        Browser browser = SITE.browser();
        assertThat(person.logIn(browser).location()).isEqualTo(CHALLENGE);
        return browser;
    }

    @Tag("OTP-03")
    @Test
    void a_code_finishes_the_log_in_once() {
        Person person = Person.confirmedAt(SITE);
        Authenticator app = person.enrol();
        String code = app.code();

        Browser first = afterPassword(person);
        assertThat(answer(first, code).location()).isEqualTo("/dashboard");
        assertThat(first.isLoggedIn()).isTrue();

        Browser second = afterPassword(person);
        answer(second, code).isError(403);
        assertThat(second.isLoggedIn()).isFalse();
    }

    @Tag("OTP-06")
    @Test
    void after_five_wrong_codes_the_right_one_has_to_wait() {
        Person person = Person.confirmedAt(SITE);
        Authenticator app = person.enrol();
        for (int i = 0; i < 5; i++) {
            answer(afterPassword(person), app.wrongCode()).isError(403);
        }
        Browser browser = afterPassword(person);
        answer(browser, app.code()).isError(403);
        assertThat(browser.isLoggedIn()).isFalse();
        assertThat(answer(browser, person.recoveryCodes().get(0)).location())
                .isEqualTo("/dashboard");
    }

    @Tag("OTP-07")
    @Test
    void a_log_in_that_waits_is_a_visitor_everywhere() {
        Person person = Person.confirmedAt(SITE);
        person.enrol();
        Browser browser = afterPassword(person);
        assertThat(browser.get("/me").json().getBoolean("authenticated")).isFalse();
        for (String path :
                List.of("/dashboard", "/set-email", "/set-password", "/sessions", "/two-factor")) {
            assertThat(browser.get(path).location()).as(path).isEqualTo("/");
        }
        for (String path :
                List.of(
                        "/regenerate-api-key",
                        "/delete-account",
                        "/two-factor/disable",
                        "/two-factor/recovery-codes")) {
            Page page = browser.post(path);
            assertThat(page.status() == 401 || "/".equals(page.location())).as(path).isTrue();
        }
        assertThat(browser.click(browser.get(CHALLENGE), "logout").location()).isEqualTo("/");
        assertThat(browser.get(CHALLENGE).location()).isEqualTo("/");
    }

    @Tag("OTP-08")
    @Test
    void a_recovery_link_asks_for_the_factor_and_then_leads_on() {
        Person person = Person.confirmedAt(SITE);
        Authenticator app = person.enrol();
        Browser browser = SITE.browser();
        person.forget(browser);
        Page opened = browser.get(person.mailbox().mail(3).link());
        assertThat(opened.location()).isEqualTo(CHALLENGE);
        assertThat(browser.isLoggedIn()).isFalse();
        assertThat(answer(browser, app.code()).location()).isEqualTo("/set-password");
        assertThat(browser.get("/set-password").has("oldpass")).isFalse();
    }

    @Tag("OTP-09")
    @Test
    void a_hundred_uses_of_a_recovery_code_log_in_once() {
        Person person = Person.confirmedAt(SITE);
        person.enrol();
        assertLogsInOnce(person, () -> person.recoveryCodes().get(0));
    }

    @Tag("OTP-03")
    @Test
    void a_hundred_uses_of_a_code_log_in_once() {
        Person person = Person.confirmedAt(SITE);
        Authenticator app = person.enrol();
        assertLogsInOnce(person, app::code);
    }

    private static void assertLogsInOnce(Person person, Supplier<String> shown) {
        List<Browser> browsers = Stream.generate(() -> afterPassword(person)).limit(100).toList();
        String code = shown.get();
        List<Callable<Page>> uses =
                browsers.stream()
                        .<Callable<Page>>map(
                                browser -> () -> browser.post(CHALLENGE, "code", code, "next", ""))
                        .toList();
        List<Page> pages = Parallel.run(uses);
        assertThat(pages).allSatisfy(page -> assertThat(page.status()).isIn(303, 403, 503));
        assertThat(browsers).filteredOn(Browser::isLoggedIn).hasSize(1);
    }

    @Tag("OTP-12")
    @Test
    void an_unconfirmed_account_sets_none_up() {
        Person person = Person.registeredAt(SITE);
        person.browser().post("/two-factor/enrol").isError(403);
    }

    @Test
    void a_trusted_browser_is_not_asked_until_the_password_changes() {
        Person person = Person.confirmedAt(SITE);
        Authenticator app = person.enrol();
        person.logOut();
        assertThat(person.logIn().location()).isEqualTo(CHALLENGE);
        person.browser().post(CHALLENGE, "code", app.code(), "trust_browser", "on");
        person.logOut();
        assertThat(person.logIn().location()).isEqualTo("/dashboard");

        person.letLogInsGrowOld();
        Page refused = person.browser().post("/two-factor/disable");
        assertThat(refused.location()).startsWith("/auth/reauthenticate");
        person.logOut();
        person.logIn();
        assertThat(person.browser().post("/two-factor/disable").location())
                .isEqualTo(CHALLENGE + "?next=%2Ftwo-factor");
        person.setPassword("another good passphrase");
        person.logOut();
        assertThat(person.logIn().location()).isEqualTo(CHALLENGE);
    }
}
