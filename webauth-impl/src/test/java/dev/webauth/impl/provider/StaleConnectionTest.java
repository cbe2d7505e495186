package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.provider.StaleProvider.Fate;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pooled connections to a provider that have died since the last sign-in. */
class StaleConnectionTest {

    private static final StaleProvider OP = new StaleProvider();
    private static final StaleProvider GONE = new StaleProvider();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.client-id", "us",
                    "op.authorization-uri", OP.url() + "/authorize",
                    "op.token-uri", OP.url() + "/token",
                    "op.userinfo-uri", OP.url() + "/me",
                    "op.emails-uri", OP.url() + "/emails",
                    "gone.client-id", "us",
                    "gone.authorization-uri", GONE.url() + "/authorize",
                    "gone.token-uri", GONE.url() + "/token",
                    "gone.userinfo-uri", GONE.url() + "/me");

    @RegisterExtension final ProviderLog log = new ProviderLog();

    @BeforeEach
    void behave() {
        APP.clock().setToNow();
    }

    private static int signIn(String provider) {
        FakeBrowser vera = APP.browser();
        String location = vera.get("/auth/" + provider + "/login").location();
        String state = HostileProvider.parameters(URI.create(location).getRawQuery()).get("state");
        return vera.get("/auth/" + provider + "/auth?code=c&state=" + state).status();
    }

    /** Regression test: the code was sent on a dead connection, and the sign-in failed. */
    @Test
    void a_request_on_a_closed_connection_is_repeated_on_a_new_one() {
        assertThat(signIn("op")).isEqualTo(303);
        OP.spoil(Fate.CLOSED);
        int before = OP.requests("/token").size();
        assertThat(signIn("op")).isEqualTo(303);
        assertThat(OP.requests("/token")).as("one of them in vain").hasSize(before + 2);
    }

    /**
     * A NAT drops an idle connection. The JDK would reuse it for 20 minutes and wait for the
     * time-out.
     */
    @Test
    void a_connection_that_was_idle_for_long_is_not_used() {
        assertThat(signIn("op")).isEqualTo(303);
        OP.spoil(Fate.FORGOTTEN);
        APP.clock().forward(Duration.ofSeconds(31));
        int before = OP.requests("/token").size();
        assertThat(signIn("op")).isEqualTo(303);
        assertThat(OP.requests("/token")).hasSize(before + 1);
    }

    @Test
    void a_request_is_not_repeated_after_a_part_of_the_answer() {
        assertThat(signIn("op")).isEqualTo(303);
        OP.spoil(Fate.CUT);
        int before = OP.requests("/token").size();
        assertThat(signIn("op")).isEqualTo(502);
        assertThat(OP.requests("/token")).hasSize(before + 1);
    }

    @Test
    void a_request_is_repeated_only_once() {
        GONE.closeAll();
        assertThat(signIn("gone")).isEqualTo(502);
        assertThat(GONE.requests("/token")).hasSize(2);
        assertThat(log.last())
                .contains("provider_unreachable")
                .contains(GONE.url().substring("http://".length()) + "/token: ");
    }
}
