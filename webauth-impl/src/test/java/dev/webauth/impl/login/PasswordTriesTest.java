package dev.webauth.impl.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuth;
import dev.webauth.impl.login.PasswordTries.Counter;
import dev.webauth.impl.password.WatchedHasher;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The number of wrong passwords that are checked, and the waits after them. */
class PasswordTriesTest {

    private static final String EMAIL = "v@x.test";
    private static final String PASSWORD = "correct horse";
    private static final Counter ANY = new Counter("any", Optional.empty());

    @RegisterExtension
    static final TestApplication APP = TestApplication.withBeans(List.of(WatchedHasher.class));

    private final PasswordTries tries = APP.bean(PasswordTries.class);
    private FakeBrowser vera;
    private String stored;

    @BeforeEach
    void vera() {
        vera = APP.confirmed(EMAIL, PASSWORD);
        stored = APP.database().value("select password from webauth_user");
        looks().clear();
    }

    private static List<String> looks() {
        return APP.bean(WatchedHasher.class).verified();
    }

    private static void logIn(FakeBrowser browser, String password) {
        browser.calls(webauth -> webauth.login(EMAIL, password));
    }

    private static void refused(FakeBrowser browser, String password) {
        assertThatThrownBy(() -> logIn(browser, password))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessage("The e-mail address or the password is wrong");
    }

    private static void guess(int times) {
        for (int i = 0; i < times; i++) {
            APP.clock().forward(Duration.ofHours(1));
            refused(APP.browser(), "wrong one");
        }
    }

    /**
     * Regression test: attempts were counted after hashing. On 16 processors 20 of 50 were checked.
     */
    @Test
    @Tag("PWD-20")
    @Tag("PWD-21")
    void fifty_wrong_passwords_at_once_on_two_nodes_lead_to_five_checks() {
        TestApplication other = APP.anotherNode();
        List<Object> results =
                Parallel.run(
                        50,
                        number -> {
                            TestApplication node = number % 2 == 0 ? APP : other;
                            logIn(node.browser(), "wrong one");
                            return "in";
                        });
        assertThat(results)
                .allSatisfy(result -> assertThat(result).isInstanceOf(AccessDeniedException.class));
        long here = looks().stream().filter(stored::equals).count();
        long there =
                other.bean(WatchedHasher.class).verified().stream().filter(stored::equals).count();
        assertThat(here + there).isEqualTo(5);
    }

    @Test
    void many_right_passwords_at_once_are_not_throttled() {
        List<Object> results =
                Parallel.run(
                        25,
                        number -> {
                            FakeBrowser browser = APP.browser();
                            logIn(browser, PASSWORD);
                            return browser.isLoggedIn();
                        });
        assertThat(results).containsOnly(true);
    }

    @Test
    void the_wait_doubles_from_half_a_minute_to_an_hour() {
        for (int i = 0; i < 5; i++) {
            refused(APP.browser(), "wrong one");
        }
        for (int seconds : new int[] {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            APP.clock().forward(Duration.ofSeconds(seconds - 1));
            looks().clear();
            refused(APP.browser(), PASSWORD);
            assertThat(looks()).as("before " + seconds).doesNotContain(stored);
            APP.clock().forward(Duration.ofSeconds(1));
            refused(APP.browser(), "wrong one");
            assertThat(looks()).as("after " + seconds).contains(stored);
        }
        APP.clock().forward(Duration.ofHours(1));
        logIn(APP.browser(), PASSWORD);
        refused(APP.browser(), "wrong one");
        logIn(APP.browser(), PASSWORD);
    }

    /** Regression test: 1440 guesses a day were checked without an end. */
    @Test
    @Tag("PWD-16")
    void after_a_hundred_wrong_passwords_only_a_recovery_unlocks_the_account() {
        guess(100);
        looks().clear();
        guess(1);
        APP.clock().forward(Duration.ofDays(40));
        APP.webauth().cleanup();
        refused(APP.browser(), PASSWORD);
        assertThat(looks()).hasSize(2).doesNotContain(stored);

        FakeBrowser owner = APP.browser();
        owner.calls(webauth -> webauth.sendAccountRemind(EMAIL, null));
        refused(APP.browser(), PASSWORD);
        owner.get(APP.link(EMAIL));
        assertThat(owner.isLoggedIn()).isTrue();
        logIn(APP.browser(), PASSWORD);
    }

    @Test
    void a_browser_that_was_logged_in_before_is_not_locked_out() {
        vera.calls(WebAuth::logout);
        guess(101);
        logIn(vera, PASSWORD);
        assertThat(vera.isLoggedIn()).isTrue();
        refused(APP.browser(), PASSWORD);
    }

    @Test
    void a_known_browser_has_a_separate_count() {
        vera.calls(WebAuth::logout);
        for (int i = 0; i < 5; i++) {
            refused(vera, "wrong one");
        }
        refused(vera, PASSWORD);
        logIn(APP.browser(), PASSWORD);
        APP.clock().forward(Duration.ofSeconds(30));
        logIn(vera, PASSWORD);
    }

    @Test
    void the_cookie_of_a_known_browser_is_valid_only_for_its_account_and_epoch() {
        vera.calls(WebAuth::logout);
        FakeBrowser mallory = APP.confirmed("m@x.test", PASSWORD);
        guess(101);
        refused(mallory, PASSWORD);
        refused(APP.browser().withCookie("webauth_known", "made up"), PASSWORD);
        String known = vera.cookie("webauth_known");
        String[] own = mallory.cookie("webauth_known").split("\\.");
        String forged = own[0] + known.substring(known.indexOf('.'));
        refused(APP.browser().withCookie("webauth_known", forged), PASSWORD);
        APP.database().run("update webauth_user set epoch_id = 'later' where email = ?", EMAIL);
        refused(vera, PASSWORD);
    }

    @Test
    void the_cookie_of_a_known_browser_is_not_stored_in_readable_form() {
        vera.calls(WebAuth::logout);
        refused(vera, "wrong one");
        assertThat(APP.database().dump())
                .contains("webauth_password_tries|")
                .doesNotContain(vera.cookie("webauth_known").split("\\."));
    }

    @Test
    @Tag("PWD-17")
    void an_open_session_is_not_locked_out() {
        guess(101);
        logIn(vera, PASSWORD);
        vera.without("webauth_known").calls(webauth -> webauth.checkUserPassword(PASSWORD));
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    @Tag("PWD-13")
    void unknown_wrong_throttled_and_disabled_cost_one_hash_each() {
        assertThatThrownBy(() -> APP.browser().calls(w -> w.login("nobody@x.test", PASSWORD)))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(looks()).hasSize(1);
        guess(5);
        assertThat(looks()).hasSize(6);
        refused(APP.browser(), "wrong one");
        assertThat(looks()).hasSize(7);
        guess(95);
        assertThat(looks()).hasSize(102);
        refused(APP.browser(), PASSWORD);
        assertThat(looks()).hasSize(103);
    }

    @Test
    void an_unknown_address_is_counted_like_an_account() {
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> APP.browser().calls(w -> w.login("nobody@x.test", PASSWORD)))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThat(
                        APP.database()
                                .column(
                                        "select event from webauth_user_log where event like"
                                                + " 'login.%' order by id"))
                .endsWith("login.failed", "login.throttled");
        APP.clock().forward(Duration.ofDays(2));
        APP.webauth().cleanup();
        assertThat(APP.database().count("webauth_password_tries")).isZero();
    }

    @Test
    void an_attempt_whose_password_was_not_checked_is_not_counted() {
        for (int i = 0; i < 20; i++) {
            assertThat(tries.reserve(ANY)).isTrue();
            tries.giveBack(ANY);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(tries.reserve(ANY)).isTrue();
            tries.failed(ANY);
        }
        assertThat(tries.reserve(ANY)).isFalse();
    }

    @Test
    void the_attempts_of_a_killed_node_count_as_wrong() {
        for (int i = 0; i < 5; i++) {
            tries.reserve(ANY);
        }
        APP.clock().forward(TriesRow.MAX_DECISION);
        assertThat(tries.reserve(ANY)).isFalse();
        APP.clock().forward(Duration.ofSeconds(20));
        assertThat(tries.reserve(ANY)).isTrue();
    }

    @Test
    void the_count_of_a_deleted_account_is_deleted() {
        vera.calls(WebAuth::logout);
        refused(vera, "wrong one");
        refused(APP.browser(), "wrong one");
        assertThat(APP.database().count("webauth_password_tries")).isEqualTo(2);
        logIn(vera, PASSWORD);
        vera.calls(WebAuth::deleteUser);
        assertThat(APP.database().count("webauth_password_tries")).isZero();
    }

    /**
     * Regression test: the log-in hashed the old password again and overwrote the owner's new one.
     */
    @Test
    void a_log_in_that_updates_the_old_hash_does_not_undo_a_password_change() {
        APP.bean(WatchedHasher.class)
                .findOutdated(
                        () ->
                                Parallel.run(
                                        1,
                                        number -> {
                                            vera.calls(w -> w.setUserPassword("battery staple"));
                                            return "set";
                                        }));
        refusedForAnyReason(APP.browser(), PASSWORD);
        refused(APP.browser(), PASSWORD);
        logIn(APP.browser(), "battery staple");
    }

    private static void refusedForAnyReason(FakeBrowser browser, String password) {
        assertThatThrownBy(() -> logIn(browser, password))
                .isInstanceOf(AccessDeniedException.class);
    }
}
