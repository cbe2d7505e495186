package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.LoginResult;
import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.event.LoggedIn;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A passkey after a password, and as a fresh proof. */
class SecondFactorTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication OPTIONAL = TestApplication.with();

    @RegisterExtension
    static final TestApplication REQUIRED =
            TestApplication.with(
                    "second-factor", "required", "passkey.user-verification", "preferred");

    private final SoftAuthenticator phone = new SoftAuthenticator();

    private LoginResult logIn(Passkeyed browser) {
        return browser.browser().asks(webauth -> webauth.login("v@x.test", PASSWORD));
    }

    /** An account that has a passkey because it needs a second factor. */
    private JsonObject enrolled(Passkeyed vera) {
        assertThat(vera.browser().isLoggedIn()).isFalse();
        Answer page = vera.browser().get("/auth/second-factor");
        assertThat(page.body()).contains("data-passkey=\"enrol\"").contains("passkey.js");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
        Answer answer = vera.send("enrol", phone.create(vera.options("enrol")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Passkeyed.json(answer);
    }

    @Test
    void a_passkey_alone_is_not_asked_for_after_a_password() {
        Passkeyed.confirmed(OPTIONAL, "v@x.test").add(phone);
        assertThat(logIn(Passkeyed.in(OPTIONAL))).isEqualTo(LoginResult.LOGGED_IN);
    }

    @Test
    void an_account_that_must_have_a_second_factor_begins_with_a_passkey() {
        Passkeyed vera = Passkeyed.confirmed(REQUIRED, "v@x.test");
        assertThat(enrolled(vera).getJsonArray("recoveryCodes")).hasSize(10);
        assertThat(vera.browser().isLoggedIn()).isTrue();
        assertThat(vera.passkeys()).hasSize(1);
    }

    @Test
    void a_password_log_in_waits_for_the_passkey() {
        enrolled(Passkeyed.confirmed(REQUIRED, "v@x.test"));
        Passkeyed elsewhere = Passkeyed.in(REQUIRED);
        assertThat(logIn(elsewhere)).isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
        assertThat(elsewhere.browser().get("/auth/second-factor").body())
                .contains("data-passkey=\"second-factor\"");

        JsonObject options = elsewhere.options("second-factor");
        assertThat(options.getJsonArray("allowCredentials")).hasSize(1);
        // Something known and something possessed; the policy does not ask for more.
        phone.flags = SoftAuthenticator.UP;
        JsonObject assertion = phone.get(options);
        assertThat(elsewhere.send("second-factor", assertion).status()).isEqualTo(200);
        assertThat(elsewhere.browser().isLoggedIn()).isTrue();
        assertThat(REQUIRED.bean(RecordedEvents.class).events())
                .last()
                .asInstanceOf(InstanceOfAssertFactories.type(LoggedIn.class))
                .extracting(LoggedIn::factors)
                .isEqualTo(Set.of("password", "passkey"));
        assertThat(elsewhere.send("second-factor", assertion).status()).isEqualTo(403);
    }

    @Test
    void a_passkey_that_does_not_verify_its_user_is_no_first_factor() {
        enrolled(Passkeyed.confirmed(REQUIRED, "v@x.test"));
        phone.flags = SoftAuthenticator.UP;
        assertThat(Passkeyed.code(Passkeyed.in(REQUIRED).logIn(phone)))
                .isEqualTo("passkey_refused");
    }

    @Test
    void a_log_in_by_passkey_needs_no_further_factor() {
        enrolled(Passkeyed.confirmed(REQUIRED, "v@x.test"));
        Passkeyed elsewhere = Passkeyed.in(REQUIRED);
        assertThat(elsewhere.logIn(phone).body()).contains("LOGGED_IN");
        assertThat(elsewhere.browser().isLoggedIn()).isTrue();
    }

    @Test
    void a_passkey_of_another_account_is_no_second_factor() {
        enrolled(Passkeyed.confirmed(REQUIRED, "v@x.test"));
        Passkeyed mallory = Passkeyed.confirmed(REQUIRED, "m@x.test");
        SoftAuthenticator own = new SoftAuthenticator();
        mallory.send("enrol", own.create(mallory.options("enrol")));

        Passkeyed thief = Passkeyed.in(REQUIRED);
        logIn(thief);
        Answer answer = thief.send("second-factor", own.get(thief.options("second-factor")));
        assertThat(Passkeyed.code(answer)).isEqualTo("passkey_refused");
        assertThat(thief.browser().isLoggedIn()).isFalse();
    }

    @Test
    void who_has_a_passkey_cannot_add_another_before_using_it() {
        enrolled(Passkeyed.confirmed(REQUIRED, "v@x.test"));
        Passkeyed thief = Passkeyed.in(REQUIRED);
        logIn(thief);
        Answer answer = thief.post("enrol/options", JsonValue.EMPTY_JSON_OBJECT);
        assertThat(Passkeyed.code(answer)).isEqualTo("second_factor_exists");
    }

    @Test
    void the_last_passkey_of_an_account_that_must_have_one_stays() {
        Passkeyed vera = Passkeyed.confirmed(REQUIRED, "v@x.test");
        enrolled(vera);
        WebAuthException refused =
                Assertions.catchThrowableOfType(
                        WebAuthException.class,
                        () -> vera.calls(passkeys -> passkeys.remove(passkeys.list().get(0).id())));
        assertThat(refused.code()).isEqualTo("second_factor_last");
    }

    @Test
    void a_passkey_proves_its_owner_again() {
        Passkeyed vera = Passkeyed.confirmed(OPTIONAL, "v@x.test");
        vera.add(phone);
        OPTIONAL.clock().forward(Duration.ofMinutes(11));
        assertThat(vera.browser().get("/auth/reauthenticate?next=/set-email").body())
                .contains("/app/auth/passkey/prove?next=%2Fset-email");
        Answer page = vera.browser().get("/auth/passkey/prove?next=/set-email");
        assertThat(page.body())
                .contains("data-passkey=\"reauthenticate\" data-next=\"/app/set-email\"");

        phone.flags = SoftAuthenticator.UP;
        assertThat(reauthenticate(vera).status()).isEqualTo(403);
        phone.flags |= SoftAuthenticator.UV;
        assertThat(reauthenticate(vera).status()).isEqualTo(200);
        assertThat(vera.browser().asks(WebAuth::getUserApiKey)).isPresent();
    }

    private Answer reauthenticate(Passkeyed browser) {
        return browser.send("reauthenticate", phone.get(browser.options("reauthenticate")));
    }
}
