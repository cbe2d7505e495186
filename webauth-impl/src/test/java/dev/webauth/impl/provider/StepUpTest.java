package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fresh log-ins by a provider, and what a stolen session without one cannot do. */
class StepUpTest {

    private static final String PASSWORD = "correct horse";
    private static final HostileProvider OP = HostileProvider.start();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer",
                    OP.url(),
                    "op.client-id",
                    HostileProvider.CLIENT_ID,
                    "op.client-secret",
                    HostileProvider.CLIENT_SECRET,
                    // The provider's clock is not moved.
                    "fresh-login",
                    "PT10S");

    private final FakeBrowser vera = APP.browser();

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
    }

    private void timePasses() {
        APP.clock().forward(Duration.ofSeconds(11));
    }

    /** Regression test: one GET with a stolen session linked the attacker's identity. */
    @Test
    void a_link_needs_a_fresh_log_in() {
        vera.calls(webauth -> webauth.register("v@x.test", PASSWORD, true, null));
        timePasses();
        Answer refused = vera.with("Accept", "text/html").get("/auth/op/login");
        assertThat(refused.status()).isEqualTo(303);
        assertThat(refused.location())
                .isEqualTo("/app/auth/reauthenticate?next=%2Fauth%2Fop%2Flogin");
        vera.post("/auth/reauthenticate", "password", PASSWORD, "next", "/auth/op/login");
        assertThat(vera.get("/auth/op/login").location()).startsWith(OP.url());
    }

    @Test
    void a_sign_in_at_a_linked_provider_is_a_fresh_log_in() {
        OP.signIn(vera, "op", "s1");
        timePasses();
        Answer page = vera.get("/auth/reauthenticate?next=/set-email");
        assertThat(page.body())
                .contains("/app/auth/op/login?reauthenticate=1&amp;next=%2Fset-email")
                .doesNotContain("name=\"password\"");

        Answer start = vera.get("/auth/op/login?reauthenticate=1&next=/set-email");
        assertThat(start.location()).contains("max_age=0");
        Answer back = vera.get(OP.authorize(start.location(), "s1"));
        assertThat(back.location()).isEqualTo("/app/set-email");
        assertThat(vera.asks(WebAuth::getUserApiKey)).isPresent();
        assertThat(vera.asks(WebAuth::getUserProviders)).hasSize(1);
    }

    @Test
    void a_sign_in_with_another_identity_is_no_fresh_log_in_and_links_nothing() {
        OP.signIn(vera, "op", "s1");
        timePasses();
        Answer start = vera.get("/auth/op/login?reauthenticate=1&next=/set-email");
        assertThat(vera.get(OP.authorize(start.location(), "thief")).status()).isEqualTo(403);
        assertThat(vera.asks(WebAuth::getUserProviders)).hasSize(1);
        assertThat(vera.get("/auth/reauthenticate").body()).contains("op/login");
        assertThat(
                        APP.database()
                                .value(
                                        "select count(*) from webauth_session where d_proved is"
                                                + " not null and d_proved > d_created"))
                .isEqualTo("0");
    }

    /**
     * Regression test: an identity that an attacker had linked with a stolen session stayed after a
     * recovery.
     */
    @Test
    void a_recovery_removes_identities_linked_since_the_mailbox_was_proved() {
        vera.calls(webauth -> webauth.register("v@x.test", PASSWORD));
        vera.get(APP.link("v@x.test"));
        OP.signIn(vera, "op", "thief");
        assertThat(vera.asks(WebAuth::getUserProviders)).hasSize(1);
        FakeBrowser owner = APP.browser();
        owner.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        owner.get(APP.link("v@x.test"));
        assertThat(owner.asks(WebAuth::getUserProviders)).isEmpty();
        FakeBrowser thief = APP.browser();
        OP.signIn(thief, "op", "thief");
        assertThat(thief.asks(WebAuth::getUserId)).isNotEqualTo(owner.asks(WebAuth::getUserId));
    }

    /** It had found the identity, and then waited for the account that a recovery had locked. */
    @Test
    void a_sign_in_that_waited_for_a_recovery_does_not_use_the_identity_that_it_removed() {
        OP.signIn(vera, "op", "s1");
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        FakeBrowser other = APP.browser();

        Object result =
                APP.database()
                        .whileUncommitted(
                                () -> OP.signIn(other, "op", "s1").status(),
                                "update webauth_user set d_active = d_active",
                                "delete from webauth_user_auth");

        assertThat(result).isEqualTo(303);
        assertThat(other.asks(WebAuth::getUserId).orElseThrow()).isNotEqualTo(id);
    }

    @Test
    void a_recovery_keeps_the_identity_that_created_the_account() {
        OP.signIn(vera, "op", "s1");
        vera.calls(webauth -> webauth.changeUserEmail("v@x.test", null, null));
        vera.get(APP.link("v@x.test"));
        FakeBrowser owner = APP.browser();
        owner.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        owner.get(APP.link("v@x.test"));
        assertThat(owner.asks(WebAuth::getUserProviders)).hasSize(1);
        assertThat(APP.mails("v@x.test").get(0).mail().text())
                .contains("Log-in providers that still lead into the account: op.");
    }

    @Test
    void an_old_log_in_at_the_provider_is_no_fresh_log_in() {
        OP.signIn(vera, "op", "s1");
        timePasses();
        Answer start = vera.get("/auth/op/login?reauthenticate=1&next=/set-email");
        OP.claims(claims -> claims.claim("auth_time", longAgo()));
        assertThat(vera.get(OP.authorize(start.location(), "s1")).status()).isEqualTo(502);
        OP.behave();
        OP.claims(claims -> claims.claim("auth_time", longAgo()));
        FakeBrowser visitor = APP.browser();
        OP.signIn(visitor, "op", "s1");
        assertThat(visitor.isLoggedIn()).isTrue();
    }

    private static Date longAgo() {
        return Date.from(APP.clock().instant().minus(Duration.ofDays(1)));
    }

    /**
     * Regression test: the owner of an account without an address got no mail when an attacker set
     * one.
     */
    @Test
    void a_first_address_is_reported_to_the_address_at_the_provider() {
        OP.userinfo(person -> person.add("email", "vera@provider.test"));
        OP.signIn(vera, "op", "s1");
        vera.calls(webauth -> webauth.changeUserEmail("evil@x.test", null, null));
        assertThat(APP.mails("vera@provider.test").get(0).mail().subject())
                .isEqualTo("A new address was asked for");
        timePasses();
        assertThat(vera.with("Accept", "text/html").get("/auth/op/login").location())
                .contains("/auth/reauthenticate");
    }
}
