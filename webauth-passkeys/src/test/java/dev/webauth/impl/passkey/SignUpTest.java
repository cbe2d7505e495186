package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.event.PasskeyAdded;
import dev.webauth.event.Registered;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account without a password. */
class SignUpTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication CONCEALED = TestApplication.with("conceal-accounts", "true");

    @RegisterExtension
    static final TestApplication CLOSED = TestApplication.with("allow-registration", "false");

    private final SoftAuthenticator phone = new SoftAuthenticator();

    static JsonObject email(String address) {
        return Json.createObjectBuilder().add("email", address).build();
    }

    private static Answer signUp(Passkeyed browser, String email, SoftAuthenticator key) {
        return browser.send("sign-up", key.create(browser.options("sign-up", email(email))));
    }

    @Test
    void a_sign_up_logs_in_and_mails_a_link_that_confirms() {
        Passkeyed vera = Passkeyed.in(APP);
        assertThat(signUp(vera, "V@x.test", phone).status()).isEqualTo(200);
        assertThat(vera.browser().asks(WebAuth::getUserEmail)).contains("v@x.test");
        assertThat(vera.browser().asks(WebAuth::isConfirmed)).isFalse();
        assertThat(APP.bean(RecordedEvents.class).events())
                .hasAtLeastOneElementOfType(Registered.class)
                .hasAtLeastOneElementOfType(PasskeyAdded.class);
        vera.browser().get(APP.link("v@x.test"));
        assertThat(vera.browser().asks(WebAuth::isConfirmed)).isTrue();

        Passkeyed elsewhere = Passkeyed.in(APP);
        assertThat(elsewhere.logIn(phone).status()).isEqualTo(200);
        assertThat(elsewhere.browser().isLoggedIn()).isTrue();
    }

    @Test
    void a_taken_address_is_refused_before_a_passkey_is_made() {
        Passkeyed.confirmed(APP, "v@x.test");
        Answer answer = Passkeyed.in(APP).post("sign-up/options", email("v@x.test"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(Passkeyed.code(answer)).isEqualTo("email_taken");
    }

    @Test
    void an_address_that_was_taken_meanwhile_is_refused() {
        Passkeyed late = Passkeyed.in(APP);
        JsonObject options = late.options("sign-up", email("v@x.test"));
        Passkeyed.confirmed(APP, "v@x.test");
        Answer answer = late.send("sign-up", phone.create(options));
        assertThat(Passkeyed.code(answer)).isEqualTo("email_taken");
        assertThat(late.browser().isLoggedIn()).isFalse();
        assertThat(APP.database().count("webauth_passkey")).isZero();
    }

    @Test
    void a_closed_registration_is_closed_for_passkeys() {
        Answer answer = Passkeyed.in(CLOSED).post("sign-up/options", email("v@x.test"));
        assertThat(Passkeyed.code(answer)).isEqualTo("registration_closed");
    }

    @Test
    void an_authenticator_that_does_not_verify_its_user_makes_no_account() {
        Passkeyed vera = Passkeyed.in(APP);
        phone.flags = SoftAuthenticator.UP;
        assertThat(Passkeyed.code(signUp(vera, "v@x.test", phone))).isEqualTo("passkey_refused");
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    void a_passkey_that_an_account_has_makes_no_second_account() {
        Passkeyed.confirmed(APP, "v@x.test").add(phone);
        Answer answer = signUp(Passkeyed.in(APP), "m@x.test", phone);
        assertThat(Passkeyed.code(answer)).isEqualTo("passkey_exists");
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }

    @Test
    void a_concealed_sign_up_answers_alike_for_a_taken_address() {
        Passkeyed.confirmed(CONCEALED, "taken@x.test");
        SoftAuthenticator other = new SoftAuthenticator();
        Passkeyed one = Passkeyed.in(CONCEALED);
        Passkeyed two = Passkeyed.in(CONCEALED);
        Answer taken = signUp(one, "taken@x.test", phone);
        Answer free = signUp(two, "free@x.test", other);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo(free.body());
        assertThat(two.browser().isLoggedIn()).isFalse();
        assertThat(CONCEALED.mails("taken@x.test").get(0).mail().subject())
                .isEqualTo("You have an account already");

        Answer unknown = one.logIn(phone);
        Answer unconfirmed = two.logIn(other);
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unconfirmed.body()).isEqualTo(unknown.body());

        two.browser().get(CONCEALED.link("free@x.test"));
        assertThat(Passkeyed.in(CONCEALED).logIn(other).status()).isEqualTo(200);
    }
}
