package dev.webauth.impl.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.TwoFactor;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code /auth/second-factor}, as a page and as JSON, and the application's own page. */
class StepPageTest {

    private static final String EMAIL = "v@x.test";
    private static final String PASSWORD = "correct horse";
    private static final String STEP = "/auth/second-factor";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication OWN_PAGE = TestApplication.with("page.second-factor", "/code");

    private Phone phone;
    private FakeBrowser browser;

    @BeforeEach
    void waiting() {
        phone = Phone.enrolled(APP, APP.confirmed(EMAIL, PASSWORD));
        APP.clock().forward(Duration.ofMinutes(1));
        browser = APP.browser();
        browser.calls(webauth -> webauth.login(EMAIL, PASSWORD));
    }

    @Test
    void the_page_asks_for_what_the_account_has() {
        Answer page = browser.get(STEP);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "id=\"code\"",
                        "id=\"submit_code\"",
                        "id=\"trust_browser\"",
                        "id=\"recovery_code\"",
                        "id=\"logout\"")
                .doesNotContain(EMAIL);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_right_code_leads_on_and_a_wrong_one_back() {
        browser.calls(webauth -> webauth.setNext("/orders"));
        Answer wrong = browser.post(STEP, "code", phone.wrong());
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).contains("The code is wrong", "id=\"code\"");
        Answer right = browser.post(STEP, "code", phone.code(), "trust_browser", "1");
        assertThat(right.location()).isEqualTo("/app/orders");
        assertThat(browser.isLoggedIn()).isTrue();
        assertThat(browser.asks(WebAuth::getNext)).isEmpty();
        assertThat(browser.cookie("webauth_trusted")).isNotNull();
    }

    @Test
    void a_recovery_code_leads_on_as_well() {
        Answer right = browser.post(STEP, "code", phone.recoveryCodes().get(0));
        assertThat(right.location()).isEqualTo("/app/");
        assertThat(browser.isLoggedIn()).isTrue();
    }

    @Test
    void another_site_cannot_send_a_code() {
        browser.with("Sec-Fetch-Site", "cross-site");
        assertThat(browser.post(STEP, "code", phone.code()).status()).isEqualTo(403);
        browser.with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.isLoggedIn()).isFalse();
    }

    @Test
    void a_visitor_is_not_asked() {
        assertThat(APP.browser().get(STEP).status()).isEqualTo(401);
        assertThat(APP.browser().post(STEP, "code", phone.code()).status()).isEqualTo(401);
    }

    @Test
    void a_waiting_log_in_belongs_to_its_browser_and_expires() {
        FakeBrowser other = APP.browser();
        assertThat(other.post(STEP, "code", phone.code()).status()).isEqualTo(401);
        APP.database().run("update webauth_flow set d_expires = now()");
        assertThat(browser.post(STEP, "code", phone.code()).status()).isEqualTo(401);
    }

    @Test
    void a_log_out_ends_a_waiting_log_in() {
        browser.get("/auth/logout");
        assertThat(browser.cookie("webauth_pending")).isNull();
        assertThat(APP.database().count("webauth_flow")).isZero();
    }

    @Test
    void a_caller_proves_again_and_goes_back() {
        browser.post(STEP, "code", phone.code());
        APP.clock().forward(Duration.ofMinutes(11));
        Answer ways = browser.get("/auth/reauthenticate?next=/set-email");
        assertThat(ways.body()).contains("/app/auth/second-factor?next=%2Fset-email");
        Answer page = browser.get(STEP + "?next=%2Fset-email");
        assertThat(page.body()).contains("name=\"next\" value=\"/set-email\"");
        Answer right = browser.post(STEP, "code", phone.code(), "next", "/set-email");
        assertThat(right.location()).isEqualTo("/app/set-email");
        assertThat(browser.asks(WebAuth::getUserApiKey)).isPresent();
        APP.clock().forward(Duration.ofMinutes(1));
        Answer elsewhere = browser.post(STEP, "code", phone.code(), "next", "//evil.test");
        assertThat(elsewhere.location()).isEqualTo("/app/");
    }

    private JsonObject json(Answer answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private Answer postJson(String body) {
        return browser.post(STEP, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_program_gets_and_sends_json() {
        browser.with("Accept", "application/json");
        JsonObject state = json(browser.get(STEP));
        assertThat(state.getBoolean("pending")).isTrue();
        assertThat(state.getJsonArray("factors").getString(0)).isEqualTo("totp");
        assertThat(state.getInt("recovery_codes_left")).isEqualTo(10);

        Answer wrong = postJson("{\"code\":\"" + phone.wrong() + "\"}");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(json(wrong).getString("code")).isEqualTo("code_wrong");
        assertThat(postJson("[").status()).isEqualTo(400);
        assertThat(postJson("{\"code\":7}").status()).isEqualTo(403);

        JsonObject right = json(postJson("{\"code\":\"" + phone.code() + "\"}"));
        assertThat(right.getString("result")).isEqualTo("LOGGED_IN");
        assertThat(right.getString("next")).isEqualTo("/app/");
        assertThat(browser.isLoggedIn()).isTrue();
    }

    @Test
    void json_of_another_site_is_refused() {
        browser.with("Accept", "application/json").with("Sec-Fetch-Site", "cross-site");
        Answer answer = postJson("{\"code\":\"" + phone.code() + "\"}");
        assertThat(json(answer).getString("code")).isEqualTo("cross_site");
    }

    @Test
    void the_application_has_a_page_of_its_own() {
        FakeBrowser owner = OWN_PAGE.confirmed(EMAIL, PASSWORD);
        Phone own = Phone.enrolled(OWN_PAGE, owner);
        OWN_PAGE.clock().forward(Duration.ofMinutes(1));
        TwoFactor twoFactor = OWN_PAGE.bean(TwoFactor.class);
        FakeBrowser there = OWN_PAGE.browser();
        there.calls(webauth -> webauth.sendAccountRemind(EMAIL, "/set-password"));
        assertThat(there.get(OWN_PAGE.link(EMAIL)).location()).isEqualTo("/app/code");
        assertThat(there.get(STEP + "?next=/x").location()).isEqualTo("/app/code?next=%2Fx");
        assertThat(there.post(STEP, "code", own.code()).status()).isEqualTo(405);
        there.calls(webauth -> twoFactor.complete(own.code(), false));
        assertThat(there.asks(WebAuth::getNext)).contains("/set-password");
    }
}
