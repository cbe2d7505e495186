package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ends a passkey, and what must not. */
class PasskeyLifeTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final SoftAuthenticator phone = new SoftAuthenticator();

    private static String refusedToRemove(Passkeyed browser) {
        return Assertions.catchThrowableOfType(
                        WebAuthException.class,
                        () ->
                                browser.calls(
                                        passkeys -> passkeys.remove(passkeys.list().get(0).id())))
                .code();
    }

    private static void recover(String email) {
        FakeBrowser browser = APP.browser();
        browser.calls(webauth -> webauth.sendAccountRemind(email, "/"));
        browser.get(APP.link(email));
        assertThat(browser.isLoggedIn()).isTrue();
    }

    @Test
    void the_last_way_in_is_not_removed() {
        Passkeyed vera = Passkeyed.in(APP);
        vera.send("sign-up", phone.create(vera.options("sign-up", SignUpTest.email("v@x.test"))));
        assertThat(refusedToRemove(vera)).isEqualTo("last_way_in");
        vera.add(new SoftAuthenticator());
        vera.calls(passkeys -> passkeys.remove(passkeys.list().get(0).id()));
        assertThat(refusedToRemove(vera)).isEqualTo("last_way_in");
    }

    @Test
    void a_recovery_removes_what_was_added_since_the_mailbox_was_proved() {
        Passkeyed.confirmed(APP, "v@x.test").add(phone);
        recover("v@x.test");
        assertThat(Passkeyed.in(APP).logIn(phone).status()).isEqualTo(403);
        assertThat(APP.database().count("webauth_passkey")).isZero();
    }

    @Test
    void a_recovery_keeps_what_its_owner_had_at_an_earlier_one() {
        Passkeyed.confirmed(APP, "v@x.test").add(phone);
        APP.database().run("update webauth_passkey set d_created = d_created - interval '1 day'");
        recover("v@x.test");
        assertThat(Passkeyed.in(APP).logIn(phone).status()).isEqualTo(200);
    }

    /** Who signs up with a stranger's address must not stay when the stranger comes. */
    @Test
    void a_recovery_of_an_address_that_was_never_confirmed_removes_all_passkeys() {
        Passkeyed mallory = Passkeyed.in(APP);
        mallory.send(
                "sign-up", phone.create(mallory.options("sign-up", SignUpTest.email("v@x.test"))));
        recover("v@x.test");
        assertThat(mallory.browser().isLoggedIn()).isFalse();
        assertThat(Passkeyed.in(APP).logIn(phone).status()).isEqualTo(403);
    }

    @Test
    void passkeys_end_with_their_account() {
        Passkeyed vera = Passkeyed.confirmed(APP, "v@x.test");
        vera.add(phone);
        vera.browser().calls(WebAuth::deleteUser);
        assertThat(APP.database().count("webauth_passkey")).isZero();
    }

    @Test
    void a_challenge_ends_with_a_recovery_of_its_account() {
        Passkeyed thief = Passkeyed.confirmed(APP, "v@x.test");
        var options = thief.options("register");
        recover("v@x.test");
        assertThat(thief.send("register", phone.create(options)).status()).isEqualTo(401);
    }

    @Test
    void an_account_has_at_most_twenty() {
        Passkeyed vera = Passkeyed.confirmed(APP, "v@x.test");
        for (int i = 0; i < 20; i++) {
            assertThat(vera.add(new SoftAuthenticator()).status()).isEqualTo(200);
        }
        Answer refused = vera.post("register/options", jakarta.json.JsonValue.EMPTY_JSON_OBJECT);
        assertThat(Passkeyed.code(refused)).isEqualTo("passkey_limit");
    }

    @Test
    void the_script_is_kept_until_it_changes() {
        String path = APP.browser().asks(webauth -> APP.bean(dev.webauth.Passkeys.class).script());
        assertThat(path).startsWith("/app/auth/passkey.js?v=");
        String url = TestApplication.ORIGIN + path;
        Answer named = APP.browser().get(url);
        assertThat(named.header("Content-Type")).startsWith("text/javascript");
        assertThat(named.header("Cache-Control")).contains("immutable");
        Answer unnamed = APP.browser().get(url.substring(0, url.indexOf('?')));
        assertThat(unnamed.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(
                        APP.browser()
                                .with("If-None-Match", unnamed.header("ETag"))
                                .get("/auth/passkey.js")
                                .status())
                .isEqualTo(304);
        assertThat(APP.browser().get(url + "x").header("Cache-Control")).isEqualTo("no-cache");
    }
}
