package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signs in with every preset at a server that requires and answers the same as the real provider.
 */
class PresetsTest {

    private static final StrictProvider PROVIDERS = StrictProvider.start();
    private static final String[] SETTINGS =
            ProviderFixture.settings(PROVIDERS.url()).toArray(String[]::new);

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(List.of(FailureCodes.class), SETTINGS);

    @RegisterExtension
    static final TestApplication TRUSTING =
            TestApplication.with(
                    Stream.concat(
                                    Stream.of(SETTINGS),
                                    ProviderFixture.ids().stream()
                                            .flatMap(id -> Stream.of(id + ".trust-email", "true")))
                            .toArray(String[]::new));

    @BeforeEach
    void now() {
        APP.bean(FailureCodes.class).take();
        APP.clock().setToNow();
        TRUSTING.clock().setToNow();
    }

    static List<String> presets() {
        return ProviderFixture.ids();
    }

    static Stream<Arguments> cases() {
        return ProviderFixture.ids().stream()
                .flatMap(
                        id ->
                                ProviderFixture.read(id).object("also").keySet().stream()
                                        .map(sentence -> Arguments.of(id, sentence)));
    }

    @Test
    void there_are_21_presets() {
        assertThat(ProviderFixture.ids()).hasSize(21);
        assertThat(cases()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void a_person_signs_in_with_the_documented_requests_and_answers(String id) {
        ProviderFixture fixture = ProviderFixture.read(id);
        FakeBrowser vera = signIn(APP, fixture);
        assertKnown(vera, fixture);
        assertThat(vera.asks(WebAuth::getUserEmail)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void a_person_with_a_new_name_and_address_keeps_the_account(String id) {
        ProviderFixture fixture = ProviderFixture.read(id);
        Optional<Long> account = signIn(APP, fixture).asks(WebAuth::getUserId);
        FakeBrowser renamed = signIn(APP, fixture.later());
        assertKnown(renamed, fixture.later());
        assertThat(renamed.asks(WebAuth::getUserId)).isEqualTo(account).isPresent();
        assertThat(fixture.later().object("person")).isNotEqualTo(fixture.object("person"));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void an_address_becomes_the_accounts_only_if_trusted_and_verified(String id) {
        assertTrusted(ProviderFixture.read(id));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    @Tag("OID-25")
    void special_answers_of_a_provider_are_handled(String id, String sentence) {
        ProviderFixture fixture = ProviderFixture.read(id);
        ProviderFixture odd = fixture.also(sentence);
        FakeBrowser vera = signIn(APP, odd);
        if (!odd.text("fails").isEmpty()) {
            assertThat(APP.bean(FailureCodes.class).take()).isEqualTo(odd.text("fails"));
            assertThat(vera.isLoggedIn()).isFalse();
            assertThat(APP.database().count("webauth_user")).isZero();
            return;
        }
        assertKnown(vera, odd);
        signIn(APP, fixture);
        boolean same =
                odd.object("person").get("sub").equals(fixture.object("person").get("sub"))
                        && !odd.json().getBoolean("anotherAccount", false);
        assertThat(APP.database().count("webauth_user")).isEqualTo(same ? 1 : 2);
        assertTrusted(odd);
    }

    private static void assertTrusted(ProviderFixture fixture) {
        JsonObject person = fixture.object("person");
        Optional<String> email =
                person.getBoolean("verified") ? text(person, "email") : Optional.empty();
        assertThat(signIn(TRUSTING, fixture).asks(WebAuth::getUserEmail)).isEqualTo(email);
    }

    private static void assertKnown(FakeBrowser browser, ProviderFixture fixture) {
        JsonObject person = fixture.object("person");
        assertThat(APP.bean(FailureCodes.class).take()).isNull();
        assertThat(browser.asks(WebAuth::getUserProviders))
                .containsExactly(
                        new UserProvider(
                                fixture.id(),
                                person.getString("sub"),
                                text(person, "name"),
                                text(person, "email")));
        assertThat(browser.asks(WebAuth::getUserPicture)).isEqualTo(text(person, "picture"));
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /** A sign-in with the kind of callback that this provider uses. */
    private static FakeBrowser signIn(TestApplication app, ProviderFixture fixture) {
        PROVIDERS.play(fixture);
        FakeBrowser browser = app.browser();
        String path = "/auth/" + fixture.id() + "/";
        Map<String, String> back =
                PROVIDERS.authorize(fixture, browser.get(path + "login").location());
        switch (fixture.text("callbackStyle")) {
            case "payload" -> browser.get(path + "auth?" + query(Map.of("payload", json(back))));
            case "form_post" -> {
                // A POST from another site carries none of our cookies.
                Answer posted =
                        app.browser()
                                .with("Sec-Fetch-Site", "cross-site")
                                .with("Origin", "https://appleid.apple.com")
                                .post(path + "auth", list(back));
                browser.get(TestApplication.ORIGIN + posted.location());
            }
            default -> browser.get(path + "auth?" + query(back));
        }
        assertThat(PROVIDERS.complaints()).isEmpty();
        return browser;
    }

    private static String json(Map<String, String> values) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        values.forEach(json::add);
        return json.build().toString();
    }

    private static String[] list(Map<String, String> values) {
        List<String> list = new ArrayList<>();
        values.forEach((name, value) -> list.addAll(List.of(name, value)));
        return list.toArray(String[]::new);
    }

    private static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(
                        pair ->
                                pair.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
