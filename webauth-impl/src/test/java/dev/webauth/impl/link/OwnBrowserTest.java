package dev.webauth.impl.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Recognises the browser that requested a link. */
class OwnBrowserTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    /**
     * An attacker who controls a sibling host can set cookies. A planted cookie must not make the
     * victim's browser the one that requested the link.
     */
    @Test
    void a_planted_cookie_does_not_make_another_browser_the_requesting_one() {
        FakeBrowser mallory = APP.registered("victim@x.test", PASSWORD);
        FakeBrowser victim = APP.browser();
        victim.steal(mallory, "webauth_browser");
        assertThat(victim.get(APP.link("victim@x.test")).status()).isEqualTo(200);
        assertThat(victim.isLoggedIn()).isFalse();
        assertThat(mallory.asks(WebAuth::isConfirmed)).isFalse();
    }

    /**
     * Regression test: the owner opened a mail of the attacker in a logged-in browser, and the link
     * took effect without a question.
     */
    @Test
    void a_logged_in_browser_that_did_not_request_the_link_shows_the_page() {
        FakeBrowser owner = APP.confirmed("old@x.test", PASSWORD);
        FakeBrowser thief = APP.browser();
        thief.calls(webauth -> webauth.login("old@x.test", PASSWORD));
        thief.calls(webauth -> webauth.changeUserEmail("evil@x.test", null, null));
        String link = APP.link("old@x.test");
        assertThat(owner.get(link).status()).isEqualTo(200);
        assertThat(APP.mails("evil@x.test")).isEmpty();
        assertThat(owner.post(link, "confirm", "1").status()).isEqualTo(403);
        assertThat(APP.mails("evil@x.test")).isEmpty();
        assertThat(owner.post(link, "password", PASSWORD).status()).isEqualTo(303);
        assertThat(APP.mails("evil@x.test")).hasSize(1);
    }

    @Test
    void a_visitor_who_requested_the_link_is_recognised_by_the_cookie() {
        APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser vera = APP.browser();
        vera.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        assertThat(vera.get(APP.link("v@x.test")).status()).isEqualTo(303);
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    void a_change_to_another_address_ends_the_earlier_change() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        vera.calls(webauth -> webauth.changeUserEmail("first@x.test", null, null));
        String first = APP.link("v@x.test");
        vera.calls(webauth -> webauth.changeUserEmail("second@x.test", null, null));
        String second = APP.link("v@x.test");
        vera.calls(webauth -> webauth.changeUserEmail("second@x.test", null, null));
        assertThat(vera.get(first).status()).isEqualTo(404);
        assertThat(vera.get(second).status()).isEqualTo(303);
    }
}
