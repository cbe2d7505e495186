package dev.webauth.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another request may end the session between any two steps of this one, such as a double click on
 * "log out". Each test is repeated for each such moment.
 */
class EndedSessionTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    static int[] moments() {
        return java.util.stream.IntStream.range(0, 24).toArray();
    }

    private static FakeBrowser vera(int moment) {
        FakeBrowser vera = APP.confirmed("vera@x.test", PASSWORD);
        vera.calls(webauth -> webauth.setNext("/bye"));
        return vera.sessionEndsAfter(moment);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_log_out_by_post_redirects(int moment) {
        assertThat(vera(moment).post("/auth/logout").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_log_out_by_get_redirects(int moment) {
        assertThat(vera(moment).get("/auth/logout").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void reading_the_caller_never_fails(int moment) {
        FakeBrowser vera = vera(moment);
        vera.calls(WebAuth::isAuthenticated);
        vera.calls(WebAuth::isConfirmedSession);
        vera.calls(WebAuth::getNext);
        vera.calls(WebAuth::clearNext);
        vera.calls(WebAuth::stopConfirmedSession);
        vera.calls(webauth -> webauth.setNext("/on"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_change_works_or_is_refused(int moment) {
        refusedAtMost(vera(moment), webauth -> webauth.login("vera@x.test", PASSWORD));
        APP.database().run("delete from webauth_user");
        refusedAtMost(vera(moment), webauth -> webauth.setUserPassword("battery staple"));
        APP.database().run("delete from webauth_user");
        refusedAtMost(vera(moment), webauth -> webauth.register("v@x.test", PASSWORD));
        APP.database().run("delete from webauth_user");
        refusedAtMost(vera(moment), WebAuth::deleteUser);
    }

    private static void refusedAtMost(FakeBrowser browser, Consumer<WebAuth> change) {
        try {
            browser.calls(change);
        } catch (WebAuthException e) {
            assertThat(e).isNotNull();
        }
    }
}
