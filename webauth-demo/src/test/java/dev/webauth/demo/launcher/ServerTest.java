package dev.webauth.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerTest {

    private static Map<String, String> offered(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(given);
        Server.offerProviders(environment);
        return environment;
    }

    @Test
    void a_newcomer_is_offered_two_simulated_providers() {
        assertThat(offered(Map.of()))
                .containsOnlyKeys("WEBAUTH_GITHUB_CLIENT_ID", "WEBAUTH_GOOGLE_CLIENT_ID");
    }

    @Test
    void a_configured_provider_replaces_the_simulated_ones() {
        for (String name : new String[] {"WEBAUTH_GITLAB_CLIENT_ID", "WEBAUTH_PROVIDERS"}) {
            assertThat(offered(Map.of(name, "x"))).containsOnlyKeys(name);
        }
    }

    @Test
    void without_dev_mode_nothing_is_simulated() {
        assertThat(offered(Map.of("WEBAUTH_DEV_MODE", "false"))).hasSize(1);
    }
}
