package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsInTablesTest {

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with("password.bcrypt-cost", "10").hashingForReal();

    @Test
    @Tag("LNK-07")
    @Tag("KEY-02")
    void no_password_link_key_or_cookie_can_be_read() {
        FakeBrowser vera = APP.registered("secrets@x.test", "correct horse");
        vera.calls(webauth -> webauth.sendAccountRemind("secrets@x.test", "/x"));
        String waiting = APP.database().dump();
        assertThat(waiting).contains("webauth_mail|").doesNotContain("/auth/confirm/");
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        String link = APP.link("secrets@x.test");
        String token = link.substring(link.lastIndexOf('/') + 1);
        for (String secret :
                new String[] {
                    "correct horse", key, token, vera.cookie("webauth_browser"), vera.sessionId()
                }) {
            assertThat(waiting).doesNotContain(secret);
            assertThat(APP.database().dump()).doesNotContain(secret);
        }
    }
}
