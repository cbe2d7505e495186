package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.PasskeyCloneSuspected;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker may try with passkeys. */
class AttacksTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final Passkeyed mallory = Passkeyed.in(APP);
    private final SoftAuthenticator phone = new SoftAuthenticator();
    private Passkeyed vera;

    @BeforeEach
    void add() {
        vera = Passkeyed.confirmed(APP, "v@x.test");
        assertThat(vera.add(phone).status()).isEqualTo(200);
    }

    private void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.body()).isIn(400, 403, 409);
        assertThat(Passkeyed.code(answer)).isEqualTo(code);
    }

    @Test
    void an_assertion_logs_in_once() {
        JsonObject assertion = phone.get(mallory.options("login"));
        assertThat(mallory.send("login", assertion).status()).isEqualTo(200);
        assertRefused(mallory.send("login", assertion), "passkey_expired");
    }

    @Test
    void a_hundred_parallel_uses_of_an_assertion_log_in_once() {
        JsonObject assertion = phone.get(mallory.options("login"));
        String mark = "webauth_browser";
        List<Object> statuses =
                Parallel.run(
                        100,
                        i -> {
                            Passkeyed window = Passkeyed.in(APP);
                            window.browser().steal(mallory.browser(), mark);
                            return window.send("login", assertion).status();
                        });
        assertThat(statuses).filteredOn(status -> status.equals(200)).hasSize(1);
        assertThat(APP.bean(RecordedEvents.class).events())
                .filteredOn(event -> event instanceof LoggedIn in && in.method().equals("passkey"))
                .hasSize(1);
    }

    @Test
    void a_challenge_is_good_in_its_own_browser_only() {
        JsonObject assertion = phone.get(vera.options("login"));
        assertRefused(mallory.send("login", assertion), "passkey_expired");
        assertThat(mallory.browser().isLoggedIn()).isFalse();
    }

    @Test
    void a_challenge_ends_after_five_minutes() {
        JsonObject late = mallory.options("login");
        APP.database().run("update webauth_flow set d_expires = d_expires - interval '5 minutes'");
        assertRefused(mallory.send("login", phone.get(late)), "passkey_expired");
    }

    @Test
    void a_challenge_of_one_ceremony_is_no_good_in_another() {
        assertRefused(
                vera.send("login", phone.get(vera.options("reauthenticate"))), "passkey_expired");
        assertRefused(
                vera.send("reauthenticate", phone.get(vera.options("login"))), "passkey_expired");
    }

    @Test
    void two_windows_of_a_browser_have_a_challenge_each() {
        JsonObject first = mallory.options("login");
        JsonObject second = mallory.options("login");
        assertThat(mallory.send("login", phone.get(first)).status()).isEqualTo(200);
        assertThat(mallory.send("login", phone.get(second)).status()).isEqualTo(200);
    }

    static Stream<Consumer<SoftAuthenticator>> lies() {
        return Stream.of(
                lying -> lying.origin = "https://evil.test",
                lying -> lying.origin = "http://sub.localhost:8080",
                lying -> lying.origin = "http://localhost:8081",
                lying -> lying.origin = "https://localhost:8080",
                lying -> lying.rpId = "evil.test",
                lying -> lying.crossOrigin = Optional.of(true),
                lying -> lying.flags = SoftAuthenticator.UP,
                lying -> lying.flags = SoftAuthenticator.UV,
                // Was not eligible when it was added.
                lying -> lying.flags |= SoftAuthenticator.BE,
                // Backed up, though not eligible.
                lying -> lying.flags |= SoftAuthenticator.BS);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void an_assertion_that_lies_is_refused(Consumer<SoftAuthenticator> lie) {
        lie.accept(phone);
        assertRefused(mallory.logIn(phone), "passkey_refused");
        assertThat(mallory.browser().isLoggedIn()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void a_registration_that_lies_is_refused(Consumer<SoftAuthenticator> lie) {
        SoftAuthenticator lying = new SoftAuthenticator();
        lie.accept(lying);
        Answer answer = vera.add(lying);
        if (lying.flags == (SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE)) {
            assertThat(answer.status()).isEqualTo(200);
        } else {
            assertRefused(answer, "passkey_refused");
            assertThat(vera.passkeys()).hasSize(1);
        }
    }

    @Test
    void a_signature_by_another_key_is_refused_and_logged() {
        SoftAuthenticator other = new SoftAuthenticator();
        vera.add(other);
        other.credentialId = phone.credentialId;
        assertRefused(mallory.logIn(other), "passkey_refused");
        assertThat(APP.database().column("select event from webauth_user_log order by id"))
                .contains("login.failed");
    }

    @Test
    void a_passkey_of_another_account_neither_proves_nor_logs_in() {
        Passkeyed other = Passkeyed.confirmed(APP, "m@x.test");
        SoftAuthenticator key = new SoftAuthenticator();
        other.add(key);
        assertRefused(
                vera.send("reauthenticate", key.get(vera.options("reauthenticate"))),
                "passkey_refused");

        JsonObject login = vera.options("login");
        String handle =
                APP.database().column("select user_handle from webauth_passkey order by id").get(0);
        assertRefused(mallory.logIn(key.withUserHandle(handle)), "passkey_refused");
        assertThat(login).isNotNull();
    }

    @Test
    void an_algorithm_that_was_not_offered_is_refused() {
        assertRefused(vera.add(new SoftAuthenticator(SoftAuthenticator.ES384)), "passkey_refused");
    }

    @Test
    void a_passkey_of_one_account_cannot_be_added_to_another() {
        Passkeyed other = Passkeyed.confirmed(APP, "m@x.test");
        assertRefused(other.add(phone), "passkey_exists");
        assertRefused(vera.add(phone), "passkey_exists");
        assertThat(mallory.logIn(phone).status()).isEqualTo(200);
        assertThat(mallory.browser().asks(WebAuth::getUserEmail)).contains("v@x.test");
    }

    @Test
    void of_parallel_registrations_of_one_passkey_one_succeeds() {
        JsonObject made = new SoftAuthenticator().create(vera.options("register"));
        List<Object> statuses =
                Parallel.run(
                        10,
                        i -> {
                            Passkeyed window = Passkeyed.in(APP);
                            window.browser().steal(vera.browser(), "JSESSIONID");
                            window.browser().steal(vera.browser(), "webauth_browser");
                            return window.send("register", made).status();
                        });
        assertThat(statuses).filteredOn(status -> status.equals(200)).hasSize(1);
        assertThat(vera.passkeys()).hasSize(2);
    }

    @Test
    void the_options_of_a_log_in_name_no_passkey() {
        JsonObject asked = Json.createObjectBuilder().add("email", "v@x.test").build();
        assertThat(mallory.options("login", asked).getJsonArray("allowCredentials")).isEmpty();
        assertThat(mallory.options("login").keySet())
                .containsExactlyInAnyOrder(
                        "rpId", "challenge", "timeout", "allowCredentials", "userVerification");
    }

    static Stream<byte[]> garbage() {
        byte[] large = new byte[10_000];
        byte[] deep = new byte[10_000];
        java.util.Arrays.fill(deep, (byte) 0x81);
        return Stream.of(
                new byte[0],
                new byte[] {(byte) 0xff},
                // A map of 2^32 - 1 entries.
                new byte[] {(byte) 0xba, -1, -1, -1, -1},
                // A byte string of 2^63 bytes.
                new byte[] {0x5b, 0x7f, -1, -1, -1, -1, -1, -1, -1},
                Cbor.of("none"),
                Cbor.of(java.util.Map.of("fmt", "none")),
                Cbor.of(SoftAuthenticator.attestationObject(new byte[10])),
                Cbor.of(SoftAuthenticator.attestationObject(large)),
                large,
                deep);
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void malformed_cbor_is_refused_as_malformed(byte[] garbage) {
        JsonObject made = new SoftAuthenticator().create(vera.options("register"));
        Answer answer =
                vera.send(
                        "register",
                        replaced(made, "attestationObject", SoftAuthenticator.encode(garbage)));
        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(vera.passkeys()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void malformed_authenticator_data_is_refused(byte[] garbage) {
        JsonObject used = phone.get(mallory.options("login"));
        Answer answer =
                mallory.send(
                        "login",
                        replaced(used, "authenticatorData", SoftAuthenticator.encode(garbage)));
        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
    }

    static Stream<String> bodies() {
        return Stream.of(
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"credential\":null}",
                "{\"credential\":[]}",
                "{\"credential\":{}}",
                "{\"credential\":{\"id\":1,\"response\":2}}",
                "{\"credential\":{\"id\":\"*\",\"response\":{}}}",
                "{\"credential\":{\"id\":\"AA\",\"response\":{\"clientDataJSON\":\"AA\"}}}",
                "{\"credential\":{\"id\":\"AA\",\"response\":{\"clientDataJSON\":\"e30\"}}}",
                "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_that_is_none_gets_400(String body) {
        for (String ceremony : List.of("login", "register", "sign-up", "reauthenticate")) {
            Answer answer =
                    vera.browser()
                            .post(
                                    "/auth/passkey/" + ceremony,
                                    "application/json",
                                    body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(answer.status()).as(ceremony + " " + answer.body()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    private static JsonObject replaced(JsonObject credential, String field, String value) {
        JsonObject response =
                Json.createObjectBuilder(credential.getJsonObject("response"))
                        .add(field, value)
                        .build();
        return Json.createObjectBuilder(credential).add("response", response).build();
    }

    @Test
    void a_page_of_another_site_begins_nothing() {
        Passkeyed there = Passkeyed.in(APP);
        there.browser().with("Sec-Fetch-Site", "cross-site");
        assertRefused(
                there.post("login/options", Json.createObjectBuilder().build()), "cross_site");
        Answer form = vera.browser().post("/auth/passkey/register/options", "credential", "x");
        assertThat(form.status()).isEqualTo(400);
    }

    @Test
    void a_visitor_adds_nothing() {
        Answer answer = mallory.post("register/options", Json.createObjectBuilder().build());
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void a_stolen_old_session_adds_removes_and_renames_nothing() {
        APP.clock().forward(Duration.ofMinutes(11));
        Answer refused = vera.post("register/options", Json.createObjectBuilder().build());
        assertRefused(refused, "fresh_login_required");
        assertThat(Passkeyed.json(refused).getString("location"))
                .endsWith("/app/auth/reauthenticate");
        String id = vera.passkeys().get(0).id();
        assertCode("fresh_login_required", () -> vera.calls(passkeys -> passkeys.remove(id)));
        assertCode("fresh_login_required", () -> vera.calls(passkeys -> passkeys.rename(id, "x")));
    }

    private static void assertCode(String code, Runnable call) {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowableOfType(
                                        dev.webauth.WebAuthException.class, call::run)
                                .code())
                .isEqualTo(code);
    }

    @Test
    void a_passkey_of_another_account_cannot_be_removed() {
        Passkeyed other = Passkeyed.confirmed(APP, "m@x.test");
        String id = vera.passkeys().get(0).id();
        assertCode("passkey_unknown", () -> other.calls(passkeys -> passkeys.remove(id)));
        assertThat(vera.passkeys()).hasSize(1);
    }

    @Test
    void a_passkey_whose_counter_does_not_grow_is_refused_and_its_owner_told() {
        phone.counter = 7;
        assertThat(mallory.logIn(phone).status()).isEqualTo(200);
        Passkeyed thief = Passkeyed.in(APP);
        phone.counter = 7;
        assertRefused(thief.logIn(phone), "passkey_refused");
        assertThat(thief.browser().isLoggedIn()).isFalse();
        assertThat(APP.bean(RecordedEvents.class).events())
                .hasAtLeastOneElementOfType(PasskeyCloneSuspected.class);
        assertThat(APP.mails("v@x.test").get(0).mail().subject())
                .isEqualTo("A passkey was refused");
    }

    @Test
    void a_passkey_without_a_counter_goes_on() {
        for (int i = 0; i < 2; i++) {
            phone.counter = -1;
            assertThat(mallory.logIn(phone).status()).isEqualTo(200);
        }
    }
}
