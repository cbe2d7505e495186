package dev.webauth.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VisitorTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final FakeBrowser visitor = APP.browser();
    private boolean mayHaveSession;

    @AfterEach
    void has_got_neither_session_nor_cookie() {
        if (!mayHaveSession) {
            assertThat(visitor.hasCookies()).isFalse();
        }
    }

    @Test
    void a_visitor_can_call_every_read_without_a_session() {
        assertThat(visitor.isLoggedIn()).isFalse();
        assertThat(visitor.asks(WebAuth::isConfirmed)).isFalse();
        assertThat(visitor.asks(WebAuth::isConfirmedSession)).isFalse();
        assertThat(visitor.asks(WebAuth::getUserId)).isEmpty();
        assertThat(visitor.asks(WebAuth::getUserName)).isEmpty();
        assertThat(visitor.asks(WebAuth::getUserPicture)).isEmpty();
        assertThat(visitor.asks(WebAuth::getUserEmail)).isEmpty();
        assertThat(visitor.asks(WebAuth::getUserProviders)).isEmpty();
        assertThat(visitor.asks(WebAuth::getNext)).isEmpty();
        assertThat(visitor.asks(WebAuth::logout)).isEqualTo("/app/");
        visitor.calls(WebAuth::clearNext);
        visitor.calls(WebAuth::stopConfirmedSession);
        assertThat(APP.sessionCount()).isZero();
    }

    @Test
    void a_visitor_is_refused_every_call_that_needs_an_account() {
        assertThatThrownBy(() -> visitor.asks(WebAuth::getUserApiKey)).isInstanceOf(denied());
        assertThatThrownBy(() -> visitor.asks(WebAuth::regenerateApiKey)).isInstanceOf(denied());
        assertThatThrownBy(() -> visitor.asks(WebAuth::deleteUser)).isInstanceOf(denied());
        assertThatThrownBy(() -> visitor.calls(w -> w.checkUserPassword("x")))
                .isInstanceOf(denied());
        assertThatThrownBy(() -> visitor.calls(w -> w.checkUserPassword("", true)))
                .isInstanceOf(denied());
        assertThat(APP.sessionCount()).isZero();
    }

    private static Class<AccessDeniedException> denied() {
        return AccessDeniedException.class;
    }

    @Test
    @Tag("KEY-10")
    void a_visitor_uses_an_api_key_without_a_session() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        assertThat(visitor.asks(webauth -> webauth.getUserByApiKey(key)).email())
                .contains("v@x.test");
        assertThatThrownBy(() -> visitor.asks(webauth -> webauth.getUserByApiKey("nonsense")))
                .isInstanceOf(UserNotFoundException.class);
        assertThat(visitor.isLoggedIn()).isFalse();
    }

    @Test
    void a_visitor_gets_404_for_an_unknown_page() {
        assertThat(visitor.get("/auth/").status()).isEqualTo(404);
        assertThat(visitor.get("/auth/nonsense").status()).isEqualTo(404);
        assertThat(visitor.get("/auth/logout").status()).isEqualTo(303);
    }

    @Test
    void a_visitor_gets_a_session_by_setting_a_next_uri() {
        mayHaveSession = true;
        visitor.calls(webauth -> webauth.setNext("/cart?x=1"));
        assertThat(visitor.asks(WebAuth::getNext)).contains("/cart?x=1");
        assertThat(APP.browser().asks(WebAuth::getNext)).isEmpty();
        visitor.calls(WebAuth::clearNext);
        assertThat(visitor.asks(WebAuth::getNext)).isEmpty();
        assertThatThrownBy(() -> visitor.calls(webauth -> webauth.setNext("//evil.test")))
                .isInstanceOf(InvalidInputException.class);
    }
}
