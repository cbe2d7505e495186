package dev.webauth.impl.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.Accounts;
import dev.webauth.InvalidInputException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.User;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call here is made without an HTTP request, as in a job. */
class OperatorAccountsTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private static Accounts accounts() {
        return APP.bean(Accounts.class);
    }

    private static long id(FakeBrowser browser) {
        return browser.asks(WebAuth::getUserId).orElseThrow();
    }

    @Test
    void a_start_up_bean_creates_the_first_administrator() {
        User admin = accounts().create("Admin@x.test", PASSWORD, true);
        assertThat(admin.email()).contains("admin@x.test");
        assertThat(admin.confirmed()).isTrue();
        FakeBrowser browser = APP.browser();
        browser.calls(webauth -> webauth.login("admin@x.test", PASSWORD));
        assertThat(id(browser)).isEqualTo(admin.id());
        assertThat(APP.mails("admin@x.test")).isEmpty();
        assertThatThrownBy(() -> accounts().create("admin@x.test", PASSWORD, true))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> accounts().create("b@x.test", "short", true))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void accounts_are_found_and_listed_by_page() {
        List<Long> ids =
                Stream.of("a@x.test", "b@x.test", "c@x.test")
                        .map(email -> accounts().create(email, null, false).id())
                        .toList();
        assertThat(accounts().find(ids.get(1)).orElseThrow().email()).contains("b@x.test");
        assertThat(accounts().findByEmail(" B@X.test ").orElseThrow().id()).isEqualTo(ids.get(1));
        assertThat(accounts().findByEmail("nobody@x.test")).isEmpty();
        assertThat(accounts().findByEmail("no address")).isEmpty();
        assertThat(accounts().list(0, 2)).extracting(User::id).isEqualTo(ids.subList(0, 2));
        assertThat(accounts().list(ids.get(1), 2)).extracting(User::id).containsExactly(ids.get(2));
        assertThat(accounts().list(ids.get(2), 2)).isEmpty();
        assertThatThrownBy(() -> accounts().list(0, 0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_disabled_account_cannot_be_used_until_it_is_enabled() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        long id = id(vera);
        accounts().disable(id);
        accounts().disable(id);
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(accounts().find(id).orElseThrow().disabled()).isTrue();
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.login("v@x.test", PASSWORD)))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("account_disabled");
        assertThatThrownBy(() -> accounts().recoveryLink(id, null))
                .isInstanceOf(AccessDeniedException.class);
        accounts().enable(id);
        assertThat(vera.isLoggedIn()).isFalse();
        vera.calls(webauth -> webauth.login("v@x.test", PASSWORD));
    }

    @Test
    void an_account_is_logged_out_everywhere() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser phone = APP.browser();
        phone.calls(webauth -> webauth.login("v@x.test", PASSWORD, true));
        accounts().endSessions(id(vera));
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(phone.without("JSESSIONID").isLoggedIn()).isFalse();
    }

    @Test
    void a_recovery_link_can_be_created_and_works_once_in_the_owners_browser() {
        long id = accounts().create("v@x.test", null, true).id();
        String link = accounts().recoveryLink(id, "/set-password").toString();
        FakeBrowser owner = APP.browser();
        assertThat(owner.get(link).status()).isEqualTo(200);
        assertThat(owner.post(link, "confirm", "1").location()).isEqualTo("/app/set-password");
        owner.calls(webauth -> webauth.setUserPassword(PASSWORD));
        assertThat(owner.post(link, "confirm", "1").status()).isEqualTo(404);
    }

    @Test
    void an_address_and_a_password_are_set_and_the_owner_gets_a_notice() {
        FakeBrowser vera = APP.confirmed("old@x.test", PASSWORD);
        long id = id(vera);
        accounts().setEmail(id, "new@x.test");
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(APP.mails("old@x.test").get(0).mail().subject()).contains("address was changed");
        accounts().setPassword(id, "battery staple");
        assertThat(APP.mails("new@x.test").get(0).mail().subject()).contains("password was");
        vera.calls(webauth -> webauth.login("new@x.test", "battery staple"));
        assertThatThrownBy(() -> accounts().setPassword(id, "short"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void an_account_is_confirmed_and_deleted() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        long id = id(vera);
        accounts().confirm(id);
        accounts().confirm(id);
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
        assertThat(APP.database().column("select event from webauth_user_log"))
                .containsOnlyOnce("email.confirmed");
        accounts().delete(id);
        assertThat(accounts().find(id)).isEmpty();
        assertThat(vera.isLoggedIn()).isFalse();
    }

    static Stream<Consumer<Accounts>> changes() {
        return Stream.of(
                all -> all.confirm(4711),
                all -> all.setEmail(4711, "v@x.test"),
                all -> all.setPassword(4711, PASSWORD),
                all -> all.disable(4711),
                all -> all.enable(4711),
                all -> all.endSessions(4711),
                all -> all.recoveryLink(4711, null),
                all -> all.delete(4711));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_unknown_account_is_an_error(Consumer<Accounts> change) {
        assertThatThrownBy(() -> change.accept(accounts()))
                .isInstanceOf(UserNotFoundException.class);
    }
}
