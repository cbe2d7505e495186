package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The items that a revocation ends, requests in progress included. */
class RevocationTest {

    private static final String PASSWORD = "correct horse";
    private static final String NEW = "battery staple";
    private static final int RACES = 100;

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final FakeBrowser thief = APP.browser();
    private final FakeBrowser owner = APP.browser();

    private void accountOf(String email) {
        APP.confirmed(email, PASSWORD);
        thief.calls(webauth -> webauth.login(email, PASSWORD));
    }

    private String recoveryLink(String email) {
        owner.calls(webauth -> webauth.sendAccountRemind(email, null));
        return APP.link(email);
    }

    private static void meanwhile(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    /**
     * Regression test: the session was checked at the beginning of the request, and the change was
     * made much later.
     */
    static Stream<Consumer<WebAuth>> changes() {
        return Stream.of(
                webauth -> webauth.setUserPassword("the thief's own"),
                webauth -> webauth.changeUserEmail("evil@x.test", null, null),
                webauth -> webauth.regenerateApiKey(),
                webauth -> webauth.getUserApiKey(),
                webauth -> webauth.deleteUser());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_request_in_progress_is_refused_after_a_recovery(Consumer<WebAuth> change) {
        accountOf("v@x.test");
        String link = recoveryLink("v@x.test");
        assertThatThrownBy(
                        () ->
                                thief.calls(
                                        webauth -> {
                                            webauth.checkUserPassword(PASSWORD);
                                            // From here on the request has read its session.
                                            assertThat(webauth.isAuthenticated()).isTrue();
                                            meanwhile(() -> owner.get(link));
                                            change.accept(webauth);
                                        }))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("not_authenticated"));

        owner.calls(webauth -> webauth.setUserPassword(NEW));
        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(owner.isLoggedIn()).isTrue();
        assertThat(APP.database().count("webauth_link")).isZero();
        APP.browser().calls(webauth -> webauth.login("v@x.test", NEW));
    }

    @Test
    void a_recovery_wins_against_a_password_change_at_the_same_time() {
        for (int race = 0; race < RACES; race++) {
            String email = "v" + race + "@x.test";
            FakeBrowser other = APP.confirmed(email, PASSWORD);
            FakeBrowser visitor = APP.browser();
            visitor.calls(webauth -> webauth.sendAccountRemind(email, null));
            String link = APP.link(email);
            Parallel.run(
                    2,
                    number ->
                            number == 0
                                    ? visitor.get(link)
                                    : other.asks(
                                            webauth -> {
                                                webauth.setUserPassword("the thief's own");
                                                return "set";
                                            }));
            boolean recovered = visitor.isLoggedIn();
            if (!recovered) {
                // The change was first and ended the link, which is older.
                continue;
            }
            assertThat(other.isLoggedIn()).as("race " + race).isFalse();
            visitor.calls(webauth -> webauth.setUserPassword(NEW));
            APP.browser().calls(webauth -> webauth.login(email, NEW));
        }
    }

    /**
     * Regression test: a recovery link to the old address logged in after the address had changed.
     */
    @Test
    void a_link_to_the_old_address_ends_when_the_address_changes() {
        FakeBrowser vera = APP.confirmed("old@x.test", PASSWORD);
        owner.calls(webauth -> webauth.sendAccountRemind("old@x.test", null));
        String recovery = APP.link("old@x.test");
        vera.calls(webauth -> webauth.changeUserEmail("new@x.test", null, null));
        vera.get(APP.link("old@x.test"));
        vera.get(APP.link("new@x.test"));
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("new@x.test");

        assertThat(owner.get(recovery).status()).isEqualTo(404);
        assertThat(owner.isLoggedIn()).isFalse();
    }

    /**
     * A link row stores the account state for which it was issued. A list of links to cancel missed
     * some.
     */
    @Test
    void a_link_is_refused_after_the_account_has_changed_even_if_its_row_exists() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        String link = APP.link("v@x.test");
        APP.database().run("update webauth_user set epoch_id = 'another'");
        assertThat(APP.database().count("webauth_link")).isEqualTo(1);
        assertThat(vera.get(link).status()).isEqualTo(404);
        assertThat(vera.post(link, "password", PASSWORD).status()).isEqualTo(404);
    }

    @Test
    void a_recovery_renews_the_api_key() {
        accountOf("v@x.test");
        String key = thief.asks(WebAuth::getUserApiKey).orElseThrow();
        owner.get(recoveryLink("v@x.test"));
        assertThatThrownBy(() -> APP.browser().asks(webauth -> webauth.getUserByApiKey(key)))
                .isInstanceOf(UserNotFoundException.class);
        assertThat(owner.asks(WebAuth::getUserApiKey)).isPresent().isNotEqualTo(key);
    }

    @Test
    void a_new_password_keeps_the_api_key_and_ends_remembered_browsers() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        thief.calls(webauth -> webauth.login("v@x.test", PASSWORD, true));
        vera.calls(webauth -> webauth.setUserPassword(NEW));
        assertThat(APP.browser().asks(webauth -> webauth.getUserByApiKey(key)).email())
                .contains("v@x.test");
        assertThat(thief.without("JSESSIONID").isLoggedIn()).isFalse();
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    void a_disabled_account_cannot_be_used_in_any_way() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        String link = recoveryLink("v@x.test");
        APP.database().run("update webauth_user set disabled = true");

        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(owner.get(link).status()).isEqualTo(404);
        assertThatThrownBy(() -> APP.browser().asks(webauth -> webauth.getUserByApiKey(key)))
                .isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.login("v@x.test", PASSWORD)))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("account_disabled"));
    }

    @Test
    void two_password_changes_at_once_leave_one_session() {
        FakeBrowser one = APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser two = APP.browser();
        two.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        List<FakeBrowser> both = List.of(one, two);
        Parallel.run(
                2,
                number ->
                        both.get(number)
                                .asks(
                                        webauth -> {
                                            webauth.setUserPassword("password of " + number);
                                            return "set";
                                        }));
        assertThat(both).filteredOn(FakeBrowser::isLoggedIn).hasSize(1);
    }
}
