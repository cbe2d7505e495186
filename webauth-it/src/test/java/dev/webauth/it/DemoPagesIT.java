package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, titles, routes and redirects that other programs rely on. */
@OnDemo
class DemoPagesIT {

    @Test
    void the_home_page_has_a_form_to_log_in() {
        Page home = SITE.browser().get("/");

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.form("login_submit").action()).isEqualTo(SITE.uri("/login"));
        assertThat(home.element("email").tagName()).isEqualTo("input");
        assertThat(home.element("pass").attr("type")).isEqualTo("password");
    }

    @Test
    void do_reg_shows_a_form_to_register() {
        Browser browser = SITE.browser();
        Page page = browser.click(browser.get("/"), "do_reg");

        assertThat(page.form("reg_submit").action()).isEqualTo(SITE.uri("/register"));
        assertThat(page.has("email_reg")).isTrue();
        assertThat(page.element("password").attr("type")).isEqualTo("password");
        assertThat(page.element("password2").attr("type")).isEqualTo("password");
    }

    @Test
    void do_forgot_shows_a_form_to_ask_for_a_recovery_link() {
        Browser browser = SITE.browser();
        Page page = browser.click(browser.get("/"), "do_forgot");

        assertThat(page.form("remind_submit").action()).isEqualTo(SITE.uri("/remind"));
        assertThat(page.has("email_remind")).isTrue();
    }

    @Test
    void the_dashboard_shows_the_account_and_what_can_be_done_with_it() {
        Person person = Person.registeredAt(SITE);
        Page dashboard = person.browser().get("/dashboard");

        assertThat(dashboard.status()).isEqualTo(200);
        assertThat(dashboard.element("user_id").text()).isEqualTo(Long.toString(person.id()));
        assertThat(dashboard.element("api_key").text()).hasSize(32);
        for (String id :
                new String[] {
                    "logout",
                    "sessions",
                    "regenerate_api_key",
                    "set-email",
                    "set-password",
                    "delete-account"
                }) {
            assertThat(dashboard.has(id)).as(id).isTrue();
        }
        assertThat(dashboard.target("set-email")).isEqualTo("/set-email");
        assertThat(dashboard.target("set-password")).isEqualTo("/set-password");
        assertThat(dashboard.target("regenerate_api_key")).isEqualTo("/regenerate-api-key");
        assertThat(dashboard.target("delete-account")).isEqualTo("/delete-account");
    }

    @Test
    void the_dashboard_offers_to_resend_the_confirmation_only_while_unconfirmed() {
        Person person = Person.registeredAt(SITE);
        assertThat(person.browser().get("/dashboard").target("resend-confirm"))
                .isEqualTo("/resend-confirm");

        person.open(person.link(1));

        assertThat(person.browser().get("/dashboard").has("resend-confirm")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard", "/set-email", "/set-password", "/sessions"})
    void pages_of_an_account_send_a_visitor_home(String path) {
        assertThat(SITE.browser().get(path).location()).isEqualTo("/");
    }

    @Test
    void the_page_to_change_the_address_starts_empty() {
        Page page = Person.registeredAt(SITE).browser().get("/set-email");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.element("email").val()).isEmpty();
        assertThat(page.form("submit_change").action()).isEqualTo(SITE.uri("/set-email"));
    }

    @Test
    void the_page_to_set_a_password_asks_for_the_old_one() {
        Page page = Person.registeredAt(SITE).browser().get("/set-password");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.form("submit_change").action()).isEqualTo(SITE.uri("/set-password"));
        assertThat(page.has("password")).isTrue();
        assertThat(page.has("password2")).isTrue();
        assertThat(page.has("oldpass")).isTrue();
        assertThat(page.has("logout")).isTrue();
    }

    @Test
    void in_a_confirmed_session_the_old_password_is_not_required() {
        Person person = Person.registeredAt(SITE);
        person.open(person.link(1));

        assertThat(person.browser().get("/set-password").has("oldpass")).isFalse();
    }

    @Test
    void registering_and_logging_in_lead_to_the_dashboard_and_logging_out_home() {
        Person person = Person.at(SITE);

        assertThat(person.register().location()).isEqualTo("/dashboard");
        assertThat(person.logOut().location()).isEqualTo("/");
        assertThat(person.logIn().location()).isEqualTo("/dashboard");
    }

    @Test
    void a_confirm_link_leads_to_the_dashboard_and_a_recovery_link_to_the_new_password() {
        Person person = Person.registeredAt(SITE);
        assertThat(person.open(person.link(1)).location()).isEqualTo("/dashboard");
        person.logOut();

        assertThat(person.forget().location()).isEqualTo("/remind-ok");
        assertThat(person.browser().get("/remind-ok").status()).isEqualTo(200);
        assertThat(person.open(person.link(2)).location()).isEqualTo("/set-password");
    }

    @Test
    void actions_on_the_dashboard_lead_back_to_it() {
        Person person = Person.registeredAt(SITE);
        Browser browser = person.browser();

        assertThat(browser.click(browser.get("/dashboard"), "resend-confirm").location())
                .isEqualTo("/dashboard");
        assertThat(browser.click(browser.get("/dashboard"), "regenerate_api_key").location())
                .isEqualTo("/dashboard");
        assertThat(person.setPassword("another passphrase").location()).isEqualTo("/dashboard");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard",
                "/set-email",
                "/set-password",
                "/sessions",
                "/delete-account",
                "/old-email-remove-ok",
                "/new-email-set-ok",
                "/no-such-page"
            })
    void every_page_has_a_log_out_button_for_a_logged_in_user(String path) {
        Browser browser = Person.registeredAt(SITE).browser();

        assertThat(browser.get(path).target("logout")).isEqualTo("/auth/logout");
        assertThat(SITE.browser().get("/remind-ok").has("logout")).isFalse();
    }

    @Test
    void a_change_shows_a_notice_once_on_the_next_page() {
        Person person = Person.registeredAt(SITE);
        person.setPassword("another passphrase");
        Browser browser = person.browser();

        assertThat(browser.get("/dashboard").html().select("[role=status]").text())
                .contains("password");
        assertThat(browser.get("/dashboard").html().select("[role=status]")).isEmpty();
    }

    @Test
    void a_refused_form_is_shown_again_with_its_values_except_passwords() {
        Page refused =
                SITE.browser()
                        .post(
                                "/login",
                                "email",
                                "a@x.test",
                                "password",
                                "wrong one",
                                "remember",
                                "on");

        assertThat(refused.isError(403).html().select("[role=alert]").text()).isNotBlank();
        assertThat(refused.element("email").val()).isEqualTo("a@x.test");
        assertThat(refused.element("remember").hasAttr("checked")).isTrue();
        assertThat(refused.body()).doesNotContain("wrong one");
        assertThat(refused.target("login_submit")).isEqualTo("/login");
    }

    @Test
    void sessions_are_listed_and_can_be_ended() {
        Person person = Person.registeredAt(SITE);
        Browser browser = person.browser();
        Browser other = SITE.browser();
        person.logIn(other);
        assertThat(browser.get("/dashboard").target("sessions")).isEqualTo("/sessions");
        assertThat(browser.get("/sessions").html().select("#session")).hasSize(2);

        // The list begins with the newest.
        assertThat(browser.click(browser.get("/sessions"), "end-session").location())
                .isEqualTo("/sessions");
        assertThat(other.isLoggedIn()).isFalse();
        person.logIn(other);
        assertThat(browser.click(browser.get("/sessions"), "end-others").location())
                .isEqualTo("/sessions");
        assertThat(other.isLoggedIn()).isFalse();
        assertThat(browser.get("/sessions").has("end-others")).isFalse();

        assertThat(browser.click(browser.get("/sessions"), "end-session").location())
                .isEqualTo("/");
        assertThat(person.isLoggedIn()).isFalse();
    }

    @Test
    void an_old_log_in_leads_to_reauthentication_and_back_to_the_form() {
        Person person = Person.registeredAt(SITE);
        person.letLogInsGrowOld();
        Browser browser = person.browser();
        Page dashboard = browser.get("/dashboard");
        String prove = "/auth/reauthenticate?next=";

        assertThat(dashboard.element("api_key").text()).doesNotContain("wa_");
        assertThat(dashboard.target("show-api-key")).isEqualTo(prove + "%2Fdashboard");
        assertThat(browser.click(dashboard, "regenerate_api_key").location())
                .isEqualTo(prove + "%2Fdashboard");
        assertThat(person.changeEmail("new-" + person.email()).location())
                .isEqualTo(prove + "%2Fset-email");
        assertThat(person.deleteAccount().location()).isEqualTo(prove + "%2Fdelete-account");

        Page proof = browser.get(prove + "%2Fset-email");
        Page done =
                browser.submit(proof.formOf("password").typeByName("password", person.password()));
        assertThat(done.location()).isEqualTo("/set-email");
        assertThat(person.changeEmail("new-" + person.email()).location()).isEqualTo("/dashboard");
    }

    @Test
    void deleting_the_account_leads_home() {
        Person person = Person.registeredAt(SITE);

        assertThat(person.deleteAccount().location()).isEqualTo("/");
        assertThat(person.isLoggedIn()).isFalse();
    }

    @Test
    void both_steps_of_an_address_change_have_their_page() {
        Person person = Person.confirmedAt(SITE);

        assertThat(person.browser().get("/old-email-remove-ok").status()).isEqualTo(200);
        assertThat(person.browser().get("/new-email-set-ok").status()).isEqualTo(200);
    }

    @Test
    void a_refused_log_in_is_an_error_page_that_leads_home() {
        Page refused = SITE.browser().logIn("a@x.test", "wrong one");

        assertThat(refused.isError(403).target("next")).isEqualTo("/");
    }

    @Test
    void a_duplicate_registration_is_an_error_page_at_register_that_leads_home() {
        Person owner = Person.registeredAt(SITE);
        Page refused = SITE.browser().register(owner.email(), "some passphrase");

        assertThat(refused.uri()).isEqualTo(SITE.uri("/register"));
        assertThat(refused.isError(409).target("next")).isEqualTo("/");
    }

    @Test
    void a_wrong_old_password_is_an_error_page_that_leads_to_another_try() {
        Person person = Person.registeredAt(SITE);
        Page refused =
                person.browser()
                        .post(
                                "/set-password",
                                "oldpass",
                                "not the old one",
                                "password",
                                "another passphrase",
                                "password2",
                                "another passphrase");

        assertThat(refused.status()).isBetween(400, 403);
        assertThat(refused.isError(refused.status()).target("next")).isEqualTo("/set-password");
    }

    @Test
    void me_shows_the_logged_in_user() {
        Person person = Person.registeredAt(SITE);
        JsonObject me = person.me();

        assertThat(me.keySet())
                .containsExactlyInAnyOrder(
                        "authenticated",
                        "userId",
                        "email",
                        "confirmed",
                        "confirmedSession",
                        "providers");
        assertThat(me.getBoolean("authenticated")).isTrue();
        assertThat(me.getString("email")).isEqualTo(person.email());
        assertThat(me.getBoolean("confirmed")).isFalse();
        assertThat(me.getBoolean("confirmedSession")).isFalse();
        assertThat(me.getJsonArray("providers")).isEmpty();
    }

    @Test
    void me_shows_that_a_visitor_is_not_logged_in() {
        JsonObject me = SITE.browser().get("/me").json();

        assertThat(me.getBoolean("authenticated")).isFalse();
        assertThat(me.isNull("userId")).isTrue();
        assertThat(me.isNull("email")).isTrue();
        assertThat(me.getBoolean("confirmed")).isFalse();
        assertThat(me.getBoolean("confirmedSession")).isFalse();
        assertThat(me.getJsonArray("providers")).isEmpty();
    }

    @Test
    void the_page_that_checks_a_key_says_ok_or_403() {
        Person person = Person.confirmedAt(SITE);
        String check = "/check-user-api-key?k=" + person.apiKey() + "&id=";

        Page right = SITE.browser().get(check + person.id());
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.body()).isEqualToIgnoringWhitespace("{\"ok\":true}");
        assertThat(SITE.browser().get(check + (person.id() + 1)).status()).isEqualTo(403);
        assertThat(SITE.browser().get("/check-user-api-key?k=nonsense&id=1").status())
                .isEqualTo(403);
        assertThat(SITE.browser().get("/check-user-api-key").status()).isEqualTo(403);
    }

    @Test
    void open_says_ok() {
        assertThat(SITE.browser().get("/open").body().strip()).isEqualTo("ok");
    }

    @Test
    void no_page_of_dev_mode_exists() {
        assertThat(SITE.browser().get("/auth/dev/mailbox").status()).isEqualTo(404);
        assertThat(SITE.browser().get("/auth/dev/mailbox.json").status()).isEqualTo(404);
        assertThat(SITE.browser().get("/auth/dev/idp").status()).isEqualTo(404);
    }

    @Test
    void pages_load_nothing_from_elsewhere_and_fit_a_phone() {
        Page home = SITE.browser().get("/");

        assertThat(home.html().select("meta[name=viewport]")).isNotEmpty();
        assertThat(home.html().select("[src], link[href]"))
                .allSatisfy(
                        e -> {
                            String url = e.absUrl(e.hasAttr("src") ? "src" : "href");
                            assertThat(url).matches("(data:|" + SITE.uri() + ").*|");
                        });
    }
}
