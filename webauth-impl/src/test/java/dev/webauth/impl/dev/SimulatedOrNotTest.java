package dev.webauth.impl.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The providers that the simulator replaces. In production it replaces none. */
class SimulatedOrNotTest {

    @RegisterExtension
    static final TestApplication PRODUCTION =
            TestApplication.with("dev-mode", "false", "github.client-id", "ours");

    @RegisterExtension
    static final TestApplication MIXED =
            TestApplication.with(
                    "discord.client-id", "ours",
                    "github.client-id", "ours",
                    "github.emails-uri", "https://ghe.test/emails",
                    "gitlab.client-id", "ours",
                    "gitlab.jwks-uri", "https://gitlab.test/keys",
                    "google.client-id", "ours",
                    "google.simulated", "false",
                    "spotify.client-id", "ours",
                    "spotify.token-uri", "https://spotify.test/token",
                    "ours.client-id", "ours",
                    "ours.authorization-uri", "https://op.test/authorization",
                    "ours.token-uri", "https://op.test/token",
                    "ours.userinfo-uri", "https://op.test/userinfo");

    @Test
    void in_production_there_is_no_simulator() {
        FakeBrowser ada = PRODUCTION.browser();
        for (String place :
                new String[] {"", "/github/authorization", "/github/token", "/github/userinfo"}) {
            assertThat(ada.get("/auth/dev/idp" + place).status()).as(place).isEqualTo(404);
            assertThat(ada.post("/auth/dev/idp" + place).status()).as(place).isEqualTo(404);
        }
        assertThat(ada.get("/auth/github/login").location())
                .startsWith("https://github.com/login/oauth/authorize?");
    }

    @Test
    void an_unchanged_preset_is_simulated() {
        FakeBrowser ada = MIXED.browser();
        String location = ada.get("/auth/discord/login").location();
        assertThat(location).startsWith(MIXED.url("/auth/dev/idp/discord/authorization?"));
        assertThat(ada.get(location).status()).isEqualTo(200);
        assertThat(ada.get("/auth/dev/idp").body()).contains("login-discord");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "google", "spotify", "ours"})
    void a_changed_or_switched_off_provider_is_not_simulated(String provider) {
        FakeBrowser ada = MIXED.browser();
        assertThat(ada.get("/auth/" + provider + "/login").location()).startsWith("https://");
        assertThat(ada.get("/auth/dev/idp/" + provider + "/authorization").status()).isEqualTo(404);
        assertThat(ada.get("/auth/dev/idp").body()).doesNotContain("login-" + provider);
    }
}
