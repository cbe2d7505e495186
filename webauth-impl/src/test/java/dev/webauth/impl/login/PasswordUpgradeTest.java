package dev.webauth.impl.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PasswordUpgradeTest {

    @RegisterExtension
    static final TestApplication CHEAP =
            TestApplication.with("password.bcrypt-cost", "10").hashingForReal();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with("password.bcrypt-cost", "11").hashingForReal();

    @Test
    @Tag("PWD-10")
    void a_log_in_updates_an_old_hash_to_the_configured_cost() {
        CHEAP.confirmed("v@x.test", "correct horse");
        APP.confirmed("v@x.test", "something else");
        APP.database()
                .run(
                        "update webauth_user set password = ?",
                        CHEAP.database().value("select password from webauth_user"));
        FakeBrowser browser = APP.browser();
        assertThatThrownBy(() -> browser.calls(webauth -> webauth.login("v@x.test", "wrong horse")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(stored()).startsWith("{bcrypt-sha384}$2a$10$");
        browser.calls(webauth -> webauth.login("v@x.test", "correct horse"));
        assertThat(stored()).startsWith("{bcrypt-sha384}$2a$11$");
        APP.browser().calls(webauth -> webauth.login("v@x.test", "correct horse"));
    }

    @Test
    void a_damaged_hash_refuses_every_password() {
        CHEAP.confirmed("v@x.test", "correct horse");
        CHEAP.database().run("update webauth_user set password = 'damaged'");
        assertThatThrownBy(
                        () ->
                                CHEAP.browser()
                                        .calls(webauth -> webauth.login("v@x.test", "damaged")))
                .isInstanceOf(AccessDeniedException.class);
    }

    private static String stored() {
        return APP.database().value("select password from webauth_user");
    }
}
