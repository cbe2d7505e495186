package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replaces {@code webauth.secret-key} while API keys are stored and mails wait in the queue. */
class KeyRotationTest {

    private static final int PORT = RawSmtp.freePort();
    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestApplication GENERATED = MailRig.application(PORT, "secret-key", "");

    private static String apiKey(TestApplication node, String email) {
        FakeBrowser browser = node.browser();
        browser.calls(webauth -> webauth.login(email, PASSWORD));
        return browser.asks(WebAuth::getUserApiKey).orElse("lost");
    }

    private static TestApplication restarted(String key, String previous) {
        return GENERATED.anotherNode("secret-key", key, "secret-key.previous", previous);
    }

    /** The mail stays in the queue, because this node does not send any more. */
    private static String register(TestApplication node, String email) {
        node.registered(email, PASSWORD);
        node.bean(MailWorker.class).stop();
        return apiKey(node, email);
    }

    @Test
    void nothing_is_lost_when_the_key_is_replaced_twice() {
        String first = register(GENERATED, "a@x.test");
        TestApplication configured = restarted("the first configured key", "");
        assertThat(apiKey(configured, "a@x.test")).isEqualTo(first);
        String second = register(configured, "b@x.test");

        TestApplication newest = restarted("the newest configured key", "the first configured key");
        assertThat(apiKey(newest, "a@x.test")).isEqualTo(first).isNotEqualTo("lost");
        assertThat(apiKey(newest, "b@x.test")).isEqualTo(second).isNotEqualTo("lost");
        assertThat(GENERATED.database().count("webauth_mail")).isEqualTo(2);
        try (RawSmtp smtp = new RawSmtp(PORT).start()) {
            newest.clock().forward(Duration.ofHours(1));
            GENERATED.database().run("update webauth_mail set d_due = now() - interval '1 minute'");
            newest.bean(MailWorker.class).sendDue();
            assertThat(smtp.received()).hasSize(2);
            assertThat(smtp.received()).allMatch(mail -> MailRig.link(mail).contains("/confirm/"));
        }
        TestApplication forgetful = restarted("the newest configured key", "");
        assertThat(apiKey(forgetful, "b@x.test"))
                .as("its key is not known any more")
                .isEqualTo("lost");
    }
}
