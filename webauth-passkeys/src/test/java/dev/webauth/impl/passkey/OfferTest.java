package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conditional creation: the browser adds a passkey by itself after a log-in by password. */
class OfferTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private Passkeyed vera;

    @BeforeEach
    void register() {
        vera = Passkeyed.confirmed(APP, "v@x.test");
    }

    @Test
    void only_an_offered_passkey_may_lack_presence_and_verification() {
        SoftAuthenticator silent = new SoftAuthenticator().withFlags(0);
        JsonObject options = vera.options("offer");
        assertThat(vera.send("offer", silent.create(options)).status()).isEqualTo(200);
        assertThat(vera.passkeys()).hasSize(1);

        Answer asked = vera.add(new SoftAuthenticator().withFlags(0));
        assertThat(Passkeyed.code(asked)).isEqualTo("passkey_refused");

        // Later it verifies its user like any other.
        Passkeyed elsewhere = Passkeyed.in(APP);
        assertThat(elsewhere.logIn(silent).status()).isEqualTo(403);
        silent.withFlags(SoftAuthenticator.UP | SoftAuthenticator.UV);
        assertThat(elsewhere.logIn(silent).status()).isEqualTo(200);
    }

    @Test
    void nothing_is_offered_to_an_account_with_a_passkey() {
        vera.add(new SoftAuthenticator());
        assertThat(vera.options("offer")).isEmpty();
    }

    @Test
    void nothing_is_offered_once_the_log_in_is_old() {
        APP.clock().forward(Duration.ofMinutes(11));
        assertThat(vera.options("offer")).isEmpty();
    }

    @Test
    void nothing_is_offered_after_a_log_in_by_passkey() {
        SoftAuthenticator phone = new SoftAuthenticator();
        vera.add(phone);
        Passkeyed elsewhere = Passkeyed.in(APP);
        elsewhere.logIn(phone);
        vera.calls(passkeys -> passkeys.remove(passkeys.list().get(0).id()));
        assertThat(elsewhere.options("offer")).isEmpty();
    }

    @Test
    void a_challenge_of_an_offer_adds_nothing_by_the_stricter_way() {
        JsonObject made = new SoftAuthenticator().create(vera.options("offer"));
        assertThat(Passkeyed.code(vera.send("register", made))).isEqualTo("passkey_expired");
    }

    @Test
    void what_the_browser_may_forget_is_told() {
        assertThat(vera.options("offer").getJsonObject("rp").getString("id"))
                .isEqualTo("localhost");
        SoftAuthenticator phone = new SoftAuthenticator();
        vera.add(phone);
        JsonObject known =
                Passkeyed.json(vera.post("known", jakarta.json.JsonValue.EMPTY_JSON_OBJECT));
        assertThat(known.getString("rpId")).isEqualTo("localhost");
        assertThat(known.getString("name")).isEqualTo("v@x.test");
        assertThat(known.getJsonArray("users").getJsonObject(0).getJsonArray("credentialIds"))
                .extracting(Object::toString)
                .containsExactly('"' + phone.id() + '"');
    }
}
