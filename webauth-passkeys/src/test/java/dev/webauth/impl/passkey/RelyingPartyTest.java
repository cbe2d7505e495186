package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The domain that passkeys are bound to, and the origins at which they are used. */
class RelyingPartyTest {

    @RegisterExtension
    static final TestApplication SUB =
            TestApplication.with(
                    "public-url",
                    "https://app.example.org",
                    "passkey.rp-id",
                    "example.org",
                    "dev-mode",
                    "false",
                    "email.sender",
                    "app@example.org");

    @RegisterExtension
    static final TestApplication ADDRESS =
            TestApplication.with("public-url", "http://127.0.0.1:8080/app");

    @ParameterizedTest
    @CsvSource({
        "https://app.example.org, example.org, 200",
        // Pages of these use the same passkeys, for themselves alone.
        "https://example.org, example.org, 403",
        "https://other.example.org, example.org, 403",
        "https://app.example.org:8443, example.org, 403",
        "http://app.example.org, example.org, 403",
        "https://app.example.org.evil.test, example.org, 403",
        "https://app.example.org, app.example.org, 403"
    })
    void passkeys_of_a_domain_are_used_at_one_origin(String origin, String rpId, int status) {
        Passkeyed vera = Passkeyed.confirmed(SUB, "v@x.test");
        SoftAuthenticator phone = new SoftAuthenticator();
        phone.origin = "https://app.example.org";
        phone.rpId = "example.org";
        assertThat(vera.options("register").getJsonObject("rp").getString("id"))
                .isEqualTo("example.org");
        assertThat(vera.add(phone).status()).isEqualTo(200);

        phone.origin = origin;
        phone.rpId = rpId;
        assertThat(Passkeyed.in(SUB).logIn(phone).status()).isEqualTo(status);
    }

    @Test
    void no_passkey_is_bound_to_an_address() {
        Answer refused = Passkeyed.in(ADDRESS).post("login/options", JsonValue.EMPTY_JSON_OBJECT);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(Passkeyed.code(refused)).isEqualTo("passkey_needs_domain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "example.org:443",
                "10.0.0.1",
                "other.org",
                "ample.org",
                "www.app.example.org",
                "EXAMPLE.org",
                ""
            })
    void a_domain_that_browsers_would_refuse_stops_the_deployment(String rpId) {
        if (rpId.isEmpty()) {
            assertThat(config("").passkey().rpId()).isEmpty();
        } else {
            assertThatThrownBy(() -> config(rpId))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("passkey.rp-id");
        }
    }

    private static dev.webauth.impl.config.WebAuthConfig config(String rpId) {
        return TestApplication.config(
                "public-url", "https://app.example.org", "passkey.rp-id", rpId);
    }
}
