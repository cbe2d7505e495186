package dev.webauth.impl.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevGateTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final FakeBrowser developer = APP.browser();

    @Test
    void a_request_from_this_machine_sees_the_mailbox() {
        assertThat(developer.get("/auth/dev/mailbox").status()).isEqualTo(200);
        assertThat(developer.get("/auth/dev/idp").status()).isEqualTo(200);
    }

    /** With nginx on the same machine all requests come from loopback with "Host: localhost". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x-forwarded-host",
                "X-Forwarded-Proto",
                "X-Forwarded",
                "Forwarded",
                "Via",
                "X-Real-IP",
                "X-Client-IP",
                "CF-Connecting-IP"
            })
    void a_request_through_a_proxy_is_not_found(String header) {
        for (String value : new String[] {"8.8.8.8", "127.0.0.1", "", "for=127.0.0.1"}) {
            developer.with(header, value);
            assertThat(developer.get("/auth/dev/mailbox").status()).isEqualTo(404);
            assertThat(developer.get("/auth/dev/mailbox.json").status()).isEqualTo(404);
            assertThat(developer.get("/auth/dev/idp").status()).isEqualTo(404);
        }
    }
}
