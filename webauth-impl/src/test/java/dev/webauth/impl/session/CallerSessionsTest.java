package dev.webauth.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.Session;
import dev.webauth.Sessions;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallerSessionsTest {

    private static final String PASSWORD = "correct horse";
    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final FakeBrowser vera = APP.browser().from("203.0.113.7").with("User-Agent", FIREFOX);
    private final FakeBrowser phone = APP.browser();

    private static Sessions sessions() {
        return APP.bean(Sessions.class);
    }

    private void twoLogIns() {
        vera.calls(webauth -> webauth.register("v@x.test", PASSWORD, true, null));
        phone.calls(webauth -> webauth.login("v@x.test", PASSWORD, true));
        APP.confirmed("another@x.test", PASSWORD);
    }

    private List<Session> list(FakeBrowser browser) {
        return browser.asks(webauth -> sessions().list());
    }

    @Test
    void a_list_shows_where_an_account_is_logged_in() {
        twoLogIns();
        List<Session> all = list(vera);
        assertThat(all).hasSize(2);
        assertThat(all.get(0).remembered()).isTrue();
        assertThat(all.get(0).current()).isFalse();
        Session own = all.get(1);
        assertThat(own.current()).isTrue();
        assertThat(own.browser()).contains("Firefox on Linux");
        assertThat(own.address()).contains("203.0.113.7");
        assertThat(own.method()).isEqualTo("password");
        assertThat(list(APP.browser())).isEmpty();
    }

    @Test
    void ending_one_log_in_leaves_the_other() {
        twoLogIns();
        String id = list(vera).get(0).id();
        vera.calls(webauth -> sessions().end(id));
        assertThat(phone.isLoggedIn()).isFalse();
        assertThat(vera.isLoggedIn()).isTrue();
        assertThatThrownBy(() -> vera.calls(webauth -> sessions().end(id)))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void the_log_in_of_another_account_cannot_be_ended() {
        twoLogIns();
        FakeBrowser mallory = APP.confirmed("mallory@x.test", PASSWORD);
        String id = list(vera).get(0).id();
        for (String tried : new String[] {id, "0", "-1", "x", ""}) {
            assertThatThrownBy(() -> mallory.calls(webauth -> sessions().end(tried)))
                    .isInstanceOf(UserNotFoundException.class);
        }
        assertThat(phone.isLoggedIn()).isTrue();
    }

    @Test
    void ending_the_current_log_in_is_a_log_out() {
        twoLogIns();
        String own = list(vera).get(1).id();
        vera.calls(webauth -> sessions().end(own));
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(phone.isLoggedIn()).isTrue();
    }

    @Test
    void all_other_log_ins_end_at_once() {
        twoLogIns();
        vera.calls(webauth -> sessions().endOthers());
        assertThat(phone.isLoggedIn()).isFalse();
        assertThat(phone.without("JSESSIONID").isLoggedIn()).isFalse();
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(list(vera)).hasSize(1);
    }

    @Test
    void a_sensitive_act_needs_a_recent_proof() {
        twoLogIns();
        vera.calls(webauth -> sessions().requireFresh(Duration.ofMinutes(10)));
        APP.clock().forward(Duration.ofMinutes(10));
        assertThatThrownBy(
                        () ->
                                vera.calls(
                                        webauth -> sessions().requireFresh(Duration.ofMinutes(10))))
                .isInstanceOf(AccessDeniedException.class)
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("fresh_login_required");
        vera.calls(webauth -> webauth.checkUserPassword(PASSWORD));
        vera.calls(webauth -> sessions().requireFresh(Duration.ofMinutes(10)));
        assertThatThrownBy(
                        () ->
                                APP.browser()
                                        .calls(
                                                webauth ->
                                                        sessions()
                                                                .requireFresh(
                                                                        Duration.ofMinutes(10))))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("not_authenticated");
    }
}
