package dev.webauth.impl.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Form;
import dev.webauth.impl.rig.TestApplication;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dev mode's simulator, reached by the library's own calls over real HTTP. */
class SimulatorTest {

    @RegisterExtension static final TestApplication APP = Simulated.APP;

    /**
     * The expected person of each provider: picture, whether there is an address, whether it is
     * verified.
     */
    private static final String EXPECTED =
            """
            apple         | -                                                                    | yes | yes
            battlenet     | -                                                                    | no  | no
            bitbucket     | https://picture.invalid/bitbucket.png                                | yes | yes
            discord       | https://cdn.discordapp.com/avatars/800000000000000001/simulated.png  | yes | yes
            dropbox       | https://picture.invalid/dropbox.png                                  | yes | yes
            facebook      | https://picture.invalid/facebook.png                                 | yes | no
            github        | https://picture.invalid/github.png                                   | yes | yes
            gitlab        | https://picture.invalid/gitlab.png                                   | yes | yes
            google        | https://picture.invalid/google.png                                   | yes | yes
            instagram     | https://picture.invalid/instagram.png                                | no  | no
            linkedin      | https://picture.invalid/linkedin.png                                 | yes | yes
            microsoft     | -                                                                    | yes | yes
            reddit        | https://picture.invalid/reddit.png                                   | no  | no
            slack         | https://picture.invalid/slack.png                                    | yes | yes
            spotify       | https://picture.invalid/spotify.png                                  | yes | no
            stackoverflow | https://picture.invalid/stackoverflow.png                            | no  | no
            strava        | https://picture.invalid/strava.png                                   | no  | no
            twitch        | https://picture.invalid/twitch.png                                   | yes | yes
            twitter       | https://picture.invalid/twitter.png                                  | yes | yes
            vk            | https://picture.invalid/vk.png                                       | yes | no
            yandex        | https://avatars.yandex.net/get-yapic/simulated/islands-200           | yes | no
            """;

    private static final String NAME = "Ada O'Neil <b> &amp; \"Co\"";
    private static final String EMAIL = "ada@example.com";

    @BeforeEach
    void today() {
        // Nimbus reads the system clock.
        APP.clock().setToNow();
    }

    static Stream<Arguments> providers() {
        return EXPECTED.lines()
                .map(line -> line.split("\\|"))
                .map(row -> Arrays.stream(row).map(String::strip).toArray())
                .map(Arguments::of);
    }

    @Test
    void every_preset_is_tested() {
        assertThat(providers().map(row -> row.get()[0].toString()))
                .containsExactlyElementsOf(Simulated.presets())
                .hasSize(21);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void an_invented_person_signs_in_and_is_recognised_the_second_time(
            String provider, String picture, String email, String verified) {
        FakeBrowser ada = APP.browser();
        Form form = Simulated.question(ada, provider).with("name", NAME);
        Answer in = Simulated.decide(ada, form, "approve");
        assertThat(in.location()).isEqualTo(TestApplication.CONTEXT + "/");
        assertThat(ada.asks(WebAuth::getUserName)).contains(NAME);
        assertThat(ada.asks(WebAuth::getUserPicture).orElse("-")).isEqualTo(picture);
        assertThat(ada.asks(WebAuth::getUserProviders).get(0).sub())
                .isEqualTo(form.fields().get("sub"));
        assertThat(ada.asks(WebAuth::getUserProviders).get(0).email().orElse(""))
                .isEqualTo(email.equals("yes") ? EMAIL : "");
        assertThat(ada.asks(WebAuth::getUserEmail).orElse(""))
                .isEqualTo(verified.equals("yes") ? EMAIL : "");

        FakeBrowser elsewhere = APP.browser();
        Simulated.decide(elsewhere, Simulated.question(elsewhere, provider), "approve");
        assertThat(elsewhere.asks(WebAuth::getUserId)).isEqualTo(ada.asks(WebAuth::getUserId));
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void an_unverified_address_is_not_sent_as_verified(String provider) {
        FakeBrowser ada = APP.browser();
        Form form =
                Simulated.question(ada, provider)
                        .with("sub", "another")
                        .with("email_verified", null);
        Simulated.decide(ada, form, "approve");
        assertThat(ada.isLoggedIn()).isTrue();
        assertThat(ada.asks(WebAuth::getUserEmail)).isEmpty();
        if (provider.equals("twitter")) {
            assertThat(ada.asks(WebAuth::getUserProviders).get(0).email()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void a_person_who_denies_gets_no_account(String provider) {
        FakeBrowser ada = APP.browser();
        Answer denied = Simulated.decide(ada, Simulated.question(ada, provider), "deny");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.body()).contains("was not allowed to sign you in");
        assertThat(ada.isLoggedIn()).isFalse();
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"github, 77, 77", "github, seven, seven", "slack, U7, T0SIMULATE:U7"})
    void another_person_gets_another_account(String provider, String typed, String sub) {
        FakeBrowser ada = APP.browser();
        Simulated.decide(ada, Simulated.question(ada, provider), "approve");
        FakeBrowser bob = APP.browser();
        Form form =
                Simulated.question(bob, provider)
                        .with("sub", typed)
                        .with("name", "Bob")
                        .with("email", "");
        Simulated.decide(bob, form, "approve");
        assertThat(bob.asks(WebAuth::getUserProviders).get(0).sub()).isEqualTo(sub);
        assertThat(bob.asks(WebAuth::getUserId)).isNotEqualTo(ada.asks(WebAuth::getUserId));
        assertThat(bob.asks(WebAuth::getUserProviders).get(0).email()).isEmpty();
    }

    @Test
    void a_person_with_an_account_links_the_provider() {
        FakeBrowser ada = APP.confirmed("a@x.test", "long enough for this");
        Simulated.decide(ada, Simulated.question(ada, "google"), "approve");
        Simulated.decide(ada, Simulated.question(ada, "github"), "approve");
        assertThat(ada.asks(WebAuth::getUserProviders)).hasSize(2);
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }

    @Test
    void apple_sends_the_name_only_the_first_time() {
        for (int time = 1; time <= 2; time++) {
            FakeBrowser ada = APP.browser();
            Form form = Simulated.question(ada, "apple").with("sub", "once");
            Answer posts = Simulated.post(ada, form.with("decision", "approve"));
            assertThat(Form.in(posts).fields().containsKey("user")).isEqualTo(time == 1);
            assertThat(posts.body()).contains("id=\"continue\"");
        }
    }

    @Test
    void the_page_says_that_it_is_a_simulator_and_has_stable_ids() {
        FakeBrowser ada = APP.browser();
        Answer page = ada.get(ada.get(APP.url("/auth/stackoverflow/login")).location());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Simulator – development mode only, no real Stack Overflow")
                .contains("id=\"sub\"", "id=\"name\"", "id=\"email\"", "id=\"email_verified\"")
                .contains("id=\"approve\"", "id=\"deny\"")
                .contains("tells nobody&#39;s address");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/dev/idp", "/auth/dev/idp/"})
    void one_page_lists_the_simulated_providers(String path) {
        Answer page = APP.browser().get(APP.url(path));
        assertThat(page.status()).isEqualTo(200);
        for (String provider : Simulated.presets()) {
            assertThat(page.body())
                    .contains(
                            "id=\"login-%1$s\" href=\"%2$s/auth/%1$s/login\""
                                    .formatted(provider, TestApplication.CONTEXT));
        }
    }

    @Test
    void typed_text_is_escaped_wherever_it_is_shown() {
        String evil = "\"'><script>alert(1)</script>";
        FakeBrowser ada = APP.browser();
        String location = ada.get(APP.url("/auth/apple/login")).location();
        Form form = Form.in(ada.get(location)).with("sub", "a third");
        assertHarmless(ada.get(location.replaceAll("state=[^&]*", "state=" + encoded(evil))));
        for (String name : List.of("client_id", "redirect_uri", "response_type", "state")) {
            assertHarmless(
                    ada.get(location.replaceAll(name + "=[^&]*", name + "=" + encoded(evil))));
        }
        for (String name : List.of("sub", "name", "state", "nonce", "decision")) {
            Answer posts = Simulated.post(ada, form.with("decision", "approve").with(name, evil));
            assertHarmless(posts);
        }
    }

    private static String encoded(String text) {
        return Simulated.encoded(text);
    }

    private static void assertHarmless(Answer page) {
        assertThat(page.body()).contains("<main>").doesNotContain("<script", "\"'>");
    }

    @Test
    void another_site_cannot_submit_the_form() {
        FakeBrowser ada = APP.browser();
        Form form = Simulated.question(ada, "github").with("decision", "approve");
        ada.with("Sec-Fetch-Site", "cross-site");
        assertThat(Simulated.post(ada, form).status()).isEqualTo(403);
        ada.with("Sec-Fetch-Site", "same-origin");
        assertThat(Simulated.post(ada, form).status()).isEqualTo(303);
    }

    @Test
    void it_answers_only_this_machine() {
        FakeBrowser ada = APP.browser();
        List<String> paths =
                List.of(
                        "/auth/dev/idp",
                        ada.get(APP.url("/auth/github/login")).location().replace(APP.url(""), ""),
                        "/auth/dev/idp/google/jwks",
                        "/auth/dev/idp/google/.well-known/openid-configuration");
        for (String path : paths) {
            assertThat(ada.get(APP.url(path)).status()).as(path).isEqualTo(200);
            assertThat(APP.browser().from("203.0.113.9").get(APP.url(path)).status())
                    .as(path)
                    .isEqualTo(404);
            assertThat(ada.get("http://evil.test/app" + path).status()).as(path).isEqualTo(404);
        }
        for (String place : List.of("authorization", "token", "userinfo", "emails")) {
            String path = "/auth/dev/idp/github/" + place;
            assertThat(ada.post(APP.url(path)).status()).as(path).isNotEqualTo(404);
            assertThat(APP.browser().from("203.0.113.9").post(APP.url(path)).status())
                    .as(path)
                    .isEqualTo(404);
            assertThat(ada.post("http://evil.test/app" + path).status()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github/jwks",
                "github/.well-known/openid-configuration",
                "google/emails",
                "google/userinfo-fallback",
                "apple/userinfo",
                "nobody/token",
                "github/token/more"
            })
    void an_endpoint_that_a_provider_does_not_have_is_not_found(String path) {
        assertThat(APP.browser().get(APP.url("/auth/dev/idp/" + path)).status()).isEqualTo(404);
    }
}
