package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.Registered;
import dev.webauth.impl.provider.HostileProvider.Reply;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in with a provider that behaves correctly. */
class SignInTest {

    private static final HostileProvider OP = HostileProvider.start();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer",
                    OP.url(),
                    "op.client-id",
                    HostileProvider.CLIENT_ID,
                    "op.client-secret",
                    HostileProvider.CLIENT_SECRET,
                    "op.scope",
                    "openid profile email");

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
    }

    @Test
    @Tag("OID-01")
    void the_authorization_request_has_all_parameters_and_no_secret() {
        String location = APP.browser().get("/auth/op/login").location();
        assertThat(location).startsWith(OP.url() + "/authorize?").doesNotContain("secret");
        Map<String, String> asked = HostileProvider.parameters(URI.create(location).getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", HostileProvider.CLIENT_ID)
                .containsEntry(
                        "redirect_uri",
                        TestApplication.ORIGIN + TestApplication.CONTEXT + "/auth/op/auth")
                .containsEntry("scope", "openid profile email")
                .containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("state")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(asked.get("nonce")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(asked.get("code_challenge")).hasSize(43);
    }

    @Test
    @Tag("OID-02")
    void each_start_has_new_random_values() {
        FakeBrowser vera = APP.browser();
        Map<String, String> one = start(vera);
        Map<String, String> two = start(vera);
        for (String secret : new String[] {"state", "nonce", "code_challenge"}) {
            assertThat(one.get(secret)).isNotEqualTo(two.get(secret));
        }
    }

    private static Map<String, String> start(FakeBrowser browser) {
        return HostileProvider.parameters(
                URI.create(browser.get("/auth/op/login").location()).getRawQuery());
    }

    @Test
    void the_first_sign_in_creates_an_account_and_the_second_finds_it() {
        FakeBrowser vera = APP.browser();
        Answer in = OP.signIn(vera, "op", "s1");
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.location()).isEqualTo(TestApplication.CONTEXT + "/");
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
        assertThat(vera.asks(WebAuth::getUserName)).contains("Vera s1");
        assertThat(vera.asks(WebAuth::getUserPicture)).contains("https://img.test/s1.png");
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        Registered registered = (Registered) APP.bean(RecordedEvents.class).events().get(0);
        assertThat(APP.bean(RecordedEvents.class).events())
                .<AccountEvent>containsExactly(
                        new Registered(id, "op", registered.claims()),
                        new LoggedIn(id, "op", Set.of("op"), false));
        assertThat(registered.claims())
                .containsEntry("sub", "s1")
                .containsEntry("name", "Vera s1")
                .doesNotContainKeys("nonce", "exp", "at_hash");
        assertThat(registered.toString()).contains("op").doesNotContain("Vera");

        FakeBrowser elsewhere = APP.browser();
        OP.signIn(elsewhere, "op", "s1");
        assertThat(elsewhere.asks(WebAuth::getUserId)).contains(id);
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }

    @Test
    void an_address_of_a_provider_is_only_a_suggestion() {
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        assertThat(vera.asks(WebAuth::getUserEmail)).isEmpty();
        assertThat(vera.asks(WebAuth::getUserProviders).get(0).email()).contains("s1@x.test");
    }

    @Test
    @Tag("OID-24")
    void a_name_can_have_any_characters_and_any_length() {
        String name = "<b>\u202eVera</b> \ud83d\ude00\u0000" + "x".repeat(300);
        OP.userinfo(
                person ->
                        person.add("name", name)
                                .add("picture", "javascript:alert(1)")
                                .add("email", "no address"));
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserName).orElseThrow())
                .startsWith("<b>Vera</b> \ud83d\ude00x")
                .hasSizeLessThanOrEqualTo(255);
        assertThat(vera.asks(WebAuth::getUserPicture)).isEmpty();
        assertThat(vera.asks(WebAuth::getUserProviders).get(0).email()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"country\":\"US\",\"language\":\"en\"}",
                "[\"en\",{}]",
                "[]",
                "{}",
                "null",
                "7",
                "true",
                "1e400000",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "\"https://x.test/\\ud800\"",
                "\"https://[::1\"",
                "\"@\""
            })
    void a_claim_of_an_odd_shape_does_not_fail_a_sign_in(String value) {
        String[] names = {"locale", "picture", "name", "email", "email_verified", "address", ""};
        String claims =
                Arrays.stream(names)
                        .map(name -> ",\"" + name + "\":" + value)
                        .collect(Collectors.joining());
        OP.answer("/userinfo", request -> Reply.json("{\"sub\":\"s1\"" + claims + "}"));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(303);
    }

    @Test
    void the_sign_in_leads_to_the_next_uri() {
        FakeBrowser vera = APP.browser();
        vera.calls(webauth -> webauth.setNext("/dashboard"));
        assertThat(OP.signIn(vera, "op", "s1").location())
                .isEqualTo(TestApplication.CONTEXT + "/dashboard");
        assertThat(vera.asks(WebAuth::getNext)).isEmpty();
    }

    @Test
    @Tag("SES-12")
    void starting_a_sign_in_makes_no_session() {
        FakeBrowser vera = APP.browser();
        vera.get("/auth/op/login");
        assertThat(APP.sessionCount()).isZero();
    }

    @Test
    @Tag("SES-02")
    void a_sign_in_changes_the_session_id() {
        FakeBrowser vera = APP.browser();
        vera.calls(webauth -> webauth.setNext("/dashboard"));
        String before = vera.sessionId();
        OP.signIn(vera, "op", "s1");
        assertThat(vera.sessionId()).isNotEqualTo(before);
    }

    @Test
    @Tag("OID-28")
    void another_node_can_handle_the_callback() {
        // There is no session before, and the pending sign-in is in the database.
        FakeBrowser vera = APP.browser();
        String location = vera.get("/auth/op/login").location();
        assertThat(vera.sessionId()).isNull();
        assertThat(APP.database().count("webauth_flow")).isEqualTo(1);
        vera.get(OP.authorize(location, "s1"));
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(APP.database().count("webauth_flow")).isZero();
    }

    @Test
    @Tag("OID-29")
    void sign_ins_in_ten_tabs_finish_in_any_order() {
        FakeBrowser vera = APP.browser();
        String[] locations = new String[10];
        for (int i = 0; i < locations.length; i++) {
            locations[i] = vera.get("/auth/op/login").location();
        }
        for (int i : new int[] {7, 2, 9, 0, 4, 1, 8, 3, 6, 5}) {
            assertThat(vera.get(OP.authorize(locations[i], "s" + i)).status()).isEqualTo(303);
            assertThat(vera.asks(WebAuth::getUserName)).contains("Vera s" + i);
        }
    }

    @Test
    @Tag("OID-30")
    void a_host_header_does_not_change_the_redirect_uri() {
        FakeBrowser vera = APP.browser().with("X-Forwarded-Host", "evil.test");
        assertThat(
                        HostileProvider.parameters(
                                URI.create(
                                                vera.get("http://evil.test/app/auth/op/login")
                                                        .location())
                                        .getRawQuery()))
                .containsEntry(
                        "redirect_uri",
                        TestApplication.ORIGIN + TestApplication.CONTEXT + "/auth/op/auth");
    }

    @Test
    @Tag("OID-26")
    void an_unknown_provider_is_not_found_and_its_name_is_not_repeated() {
        for (String path :
                new String[] {
                    "/auth/nope/login",
                    "/auth/nope/auth",
                    "/auth/OP/login",
                    "/auth/op%2Flogin",
                    "/auth/op;x=1/login",
                    "/auth/op/login/more",
                    "/auth/op"
                }) {
            Answer answer = APP.browser().get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("nope");
        }
    }

    @Test
    void a_head_request_starts_no_sign_in() {
        assertThat(APP.browser().send("HEAD", "/auth/op/login").status()).isEqualTo(204);
        assertThat(APP.database().count("webauth_flow")).isZero();
    }

    @Test
    void the_client_authenticates_with_a_secret_of_special_characters() {
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(303);
        assertThat(OP.requests("/token").get(0).form())
                .containsEntry("client_secret", HostileProvider.CLIENT_SECRET);
    }

    @Test
    void a_pending_sign_in_is_stored_sealed() {
        FakeBrowser vera = APP.browser();
        Map<String, String> asked = start(vera);
        assertThat(APP.database().dump())
                .doesNotContain(asked.get("state"), asked.get("nonce"), "redirectUri");
    }

    @Test
    void an_application_can_list_the_providers() {
        assertThat(APP.browser().asks(WebAuth::getProviders))
                .containsExactly(new dev.webauth.LoginProvider("op", "op", "/auth/op/login"));
    }
}
