package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callbacks that the library did not ask for. */
class CallbackTest {

    private static final HostileProvider OP = HostileProvider.start();
    private static final HostileProvider OTHER = HostileProvider.start();
    private static final String LINK = "/auth/op/auth";

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer", OP.url(),
                    "op.client-id", HostileProvider.CLIENT_ID,
                    "op.client-secret", HostileProvider.CLIENT_SECRET,
                    "other.issuer", OTHER.url(),
                    "other.client-id", HostileProvider.CLIENT_ID,
                    "other.client-secret", HostileProvider.CLIENT_SECRET);

    private final FakeBrowser vera = APP.browser();

    @BeforeEach
    void behave() {
        OP.behave();
        OTHER.behave();
        APP.clock().setToNow();
    }

    private String begin() {
        return vera.get("/auth/op/login").location();
    }

    private static String state(String location) {
        return HostileProvider.parameters(URI.create(location).getRawQuery()).get("state");
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("<script", "Exception");
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(APP.database().count("webauth_user")).isZero();
        assertThat(OP.requests("/token")).isEmpty();
        assertThat(OTHER.requests("/token")).isEmpty();
    }

    @Test
    @Tag("OID-03")
    void a_callback_without_state_is_refused() {
        begin();
        refused(vera.get(LINK + "?code=abc"));
    }

    @Test
    @Tag("OID-03")
    void a_callback_with_another_state_is_refused() {
        begin();
        refused(vera.get(LINK + "?code=abc&state=" + "A".repeat(43)));
        refused(vera.get(LINK + "?code=abc&state="));
    }

    @Test
    @Tag("OID-03")
    void a_callback_with_two_states_is_refused() {
        String callback = OP.authorize(begin(), "s1");
        refused(vera.get(callback + "&state=" + "A".repeat(43)));
    }

    @Test
    @Tag("OID-03")
    void a_callback_with_the_state_of_another_browser_is_refused() {
        String callback = OP.authorize(begin(), "s1");
        FakeBrowser mallory = APP.browser();
        mallory.get("/auth/op/login");
        refused(mallory.get(callback));
        assertThat(mallory.isLoggedIn()).isFalse();
    }

    @Test
    @Tag("OID-04")
    void a_replayed_callback_is_refused_and_leaves_the_session() {
        String callback = OP.authorize(begin(), "s1");
        assertThat(vera.get(callback).status()).isEqualTo(303);
        String session = vera.sessionId();
        assertThat(vera.get(callback).status()).isEqualTo(403);
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(vera.sessionId()).isEqualTo(session);
        assertThat(OP.requests("/token")).hasSize(1);
    }

    @Test
    @Tag("OID-05")
    void a_callback_after_ten_minutes_is_refused() {
        String callback = OP.authorize(begin(), "s1");
        APP.database().run("update webauth_flow set d_expires = current_timestamp");
        refused(vera.get(callback));
    }

    @Test
    void a_sign_in_expires_after_ten_minutes_by_the_clock_of_the_database() {
        begin();
        assertThat(
                        APP.database()
                                .value(
                                        "select round(extract(epoch from d_expires -"
                                                + " current_timestamp) / 60) from webauth_flow"))
                .isEqualTo("10");
    }

    @Test
    @Tag("OID-06")
    void a_callback_with_code_and_state_of_another_provider_is_refused() {
        String callback = OP.authorize(begin(), "s1");
        refused(vera.get(callback.replace("/auth/op/", "/auth/other/")));
        // The state was consumed.
        refused(vera.get(callback));
    }

    @Test
    @Tag("OID-07")
    void a_callback_with_the_right_issuer_is_accepted() {
        OP.discovery(d -> d.add("authorization_response_iss_parameter_supported", true));
        String iss = "&iss=" + URLEncoder.encode(OP.url(), StandardCharsets.UTF_8);
        assertThat(vera.get(OP.authorize(begin(), "s1", iss)).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong, '&iss=https%3A%2F%2Fevil.test'",
        "twice, '&iss=https%3A%2F%2Fevil.test&iss=https%3A%2F%2Fevil.test'",
        "with a slash, '&iss=OP%2F'",
        "empty, '&iss='"
    })
    @Tag("OID-07")
    void a_callback_with_a_wrong_issuer_is_refused(String how, String more) {
        String iss = more.replace("OP", URLEncoder.encode(OP.url(), StandardCharsets.UTF_8));
        refused(vera.get(OP.authorize(begin(), "s1", iss)));
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, was not allowed",
        "temporarily_unavailable, did not work",
        "<script>alert(1)</script>, did not work"
    })
    @Tag("OID-23")
    void an_error_of_the_provider_is_shown_as_text(String error, String shown) {
        String query =
                "?error="
                        + URLEncoder.encode(error, StandardCharsets.UTF_8)
                        + "&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E&state=";
        String location = begin();
        Answer answer = vera.get(LINK + query + state(location));
        refused(answer);
        assertThat(answer.body()).contains(shown).doesNotContain("alert(1)");
        // The state is consumed.
        refused(vera.get(OP.authorize(location, "s1")));
    }

    @Test
    @Tag("OID-23")
    void an_error_without_state_is_refused() {
        refused(vera.get(LINK + "?error=access_denied"));
    }

    @Test
    @Tag("OID-21")
    void a_front_channel_id_token_proves_nothing() {
        String location = begin();
        refused(vera.get(LINK + "?id_token=eyJhbGciOiJub25lIn0.e30.&state=" + state(location)));
    }

    @Test
    @Tag("OID-21")
    void an_id_token_in_the_callback_is_ignored() {
        String callback = OP.authorize(begin(), "s1", "&id_token=eyJhbGciOiJub25lIn0.e30.");
        assertThat(vera.get(callback).status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserName)).contains("Vera s1");
    }

    @Test
    void a_callback_without_a_code_or_with_two_is_refused() {
        refused(vera.get(OP.authorize(begin(), "s1", "&code=another")));
        refused(vera.get(LINK + "?state=" + state(begin())));
        refused(vera.get(LINK + "?code=%20&state=" + state(begin())));
        refused(vera.get(LINK + "?code=" + "x".repeat(5000) + "&state=" + state(begin())));
    }

    @Test
    @Tag("OID-22")
    void the_code_verifier_matches_the_challenge() {
        String location = begin();
        vera.get(OP.authorize(location, "s1"));
        String verifier = OP.requests("/token").get(0).form().get("code_verifier");
        assertThat(verifier).hasSizeBetween(43, 128);
        assertThat(HostileProvider.challenge(verifier))
                .isEqualTo(
                        HostileProvider.parameters(URI.create(location).getRawQuery())
                                .get("code_challenge"));
    }

    @Test
    void a_cross_site_post_without_cookies_is_completed_by_a_redirect_to_get() {
        Map<String, String> asked =
                HostileProvider.parameters(URI.create(OP.authorize(begin(), "s1")).getRawQuery());
        // SameSite=Lax: the provider's form does not carry them.
        Answer posted =
                APP.browser()
                        .with("Sec-Fetch-Site", "cross-site")
                        .post(LINK, "code", asked.get("code"), "state", asked.get("state"));
        assertThat(posted.status()).isEqualTo(303);
        assertThat(posted.location())
                .startsWith(TestApplication.CONTEXT + LINK + "?state=")
                .doesNotContain(asked.get("code"));
        String path = posted.location().substring(TestApplication.CONTEXT.length());
        refused(APP.browser().get(path));
    }

    @Test
    void posted_values_are_accepted_only_in_the_browser_that_started() {
        Map<String, String> asked =
                HostileProvider.parameters(URI.create(OP.authorize(begin(), "s1")).getRawQuery());
        Answer posted =
                APP.browser().post(LINK, "code", asked.get("code"), "state", asked.get("state"));
        Answer done =
                vera.with("Sec-Fetch-Site", "cross-site")
                        .get(posted.location().substring(TestApplication.CONTEXT.length()));
        vera.with("Sec-Fetch-Site", "same-origin");
        assertThat(done.status()).isEqualTo(303);
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    void a_post_with_an_unknown_state_stores_nothing() {
        refused(vera.post(LINK, "code", "abc", "state", "A".repeat(43)));
        assertThat(APP.database().count("webauth_flow")).isZero();
    }

    /**
     * Regression test: the suffix that Instagram appends was cut off, and an empty rest was an
     * error 500.
     */
    @Test
    void a_code_that_is_empty_after_its_suffix_is_removed_is_refused() {
        refused(vera.get(LINK + "?code=%23_&state=" + state(begin())));
        refused(vera.get(LINK + "?code=&state=" + state(begin())));
        refused(vera.get(LINK + "?code=%00%23_&state=" + state(begin()) + "&code=%23_"));
    }

    /**
     * Regression test: each value was within its limit, but all together did not fit into the
     * column.
     */
    @Test
    void posted_values_that_are_too_long_together_are_refused() {
        String location = begin();
        String long1 = "x".repeat(4000);
        Answer posted =
                vera.post(
                        LINK,
                        "code",
                        long1,
                        "error",
                        long1,
                        "iss",
                        long1,
                        "user",
                        long1,
                        "state",
                        state(location));
        refused(posted);
        refused(vera.post(LINK, "code", "\u0001".repeat(4000), "state", state(location)));
        refused(vera.post(LINK, "code", "\u20ac".repeat(4000), "state", state(location)));
        refused(
                vera.get(
                        LINK
                                + "?code="
                                + long1
                                + "&error="
                                + long1
                                + "&iss="
                                + long1
                                + "&state="
                                + state(location)));
    }

    @Test
    void posted_values_of_the_maximum_length_are_stored() {
        String state = state(begin());
        Answer posted =
                vera.post(LINK, "code", "x".repeat(4096), "user", "y".repeat(4000), "state", state);
        assertThat(posted.status()).isEqualTo(303);
    }

    /** Regression test: without a configured payload parameter, the empty name was taken for it. */
    @Test
    void a_parameter_without_a_name_is_not_a_payload() {
        refused(vera.get(LINK + "?=x"));
        refused(vera.get(LINK + "?=%7B%22state%22%3A%22x%22%7D"));
        refused(vera.post(LINK, "", "x"));
        assertThat(vera.get(OP.authorize(begin(), "s1") + "&=x").status()).isEqualTo(303);
    }

    @Test
    void the_login_route_refuses_post() {
        assertThat(vera.post("/auth/op/login").status()).isEqualTo(405);
    }
}
