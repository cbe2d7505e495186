package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H2, the default database of WildFly and Payara, is sufficient for development. */
class H2Test {

    @RegisterExtension static final TestApplication APP = TestApplication.onH2();

    @Test
    void an_account_can_be_created_used_and_deleted() {
        FakeBrowser vera = APP.registered("h2@x.test", "correct horse");
        vera.get(APP.link("h2@x.test"));
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        assertThat(APP.browser().asks(w -> w.getUserByApiKey(key)).email()).contains("h2@x.test");
        vera.calls(webauth -> webauth.changeUserEmail("h3@x.test", null, null));
        vera.get(APP.link("h2@x.test"));
        vera.get(APP.link("h3@x.test"));
        vera.calls(webauth -> webauth.sendAccountRemind("h3@x.test", null));
        vera.get(APP.link("h3@x.test"));
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("h3@x.test");
        APP.webauth().cleanup();
        vera.calls(WebAuth::deleteUser);
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    void a_taken_address_and_a_throttled_one_are_refused() {
        APP.confirmed("h2@x.test", "correct horse");
        assertThatThrownBy(() -> APP.registered("h2@x.test", "correct horse"))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> APP.browser().calls(w -> w.login("h2@x.test", "wrong one")))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThatThrownBy(() -> APP.browser().calls(w -> w.login("h2@x.test", "correct horse")))
                .isInstanceOf(AccessDeniedException.class);
        APP.clock().forward(Duration.ofMinutes(6));
        APP.browser().calls(w -> w.login("h2@x.test", "correct horse"));
    }

    @Test
    void one_row_gives_the_hourly_job_to_one_node() {
        ClusterState clusterState = APP.bean(ClusterState.class);
        assertThat(clusterState.claimInterval("hourly job", Duration.ofHours(1))).isTrue();
        assertThat(clusterState.claimInterval("hourly job", Duration.ofHours(1))).isFalse();
    }
}
