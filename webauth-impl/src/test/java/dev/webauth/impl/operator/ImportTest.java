package dev.webauth.impl.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.Accounts;
import dev.webauth.ExportedAccount;
import dev.webauth.InvalidInputException;
import dev.webauth.NewAccount;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.User;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import dev.webauth.event.Registered;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts of other systems, without an HTTP request. */
class ImportTest {

    private static final String PASSWORD = "correct horse";
    private static final String SHA256 =
            "4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631";

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(List.of(ReversedHasher.class), "password.bcrypt-cost", "10")
                    .hashingForReal();

    @RegisterExtension static final TestApplication ON_H2 = TestApplication.onH2();

    /** A scheme of the application's own. */
    @ApplicationScoped
    static class ReversedHasher implements PasswordHasher {

        @Override
        public boolean supports(String encoded) {
            return encoded.startsWith("{reversed}");
        }

        @Override
        public boolean verify(String password, String encoded) {
            return encoded.equals("{reversed}" + new StringBuilder(password).reverse());
        }
    }

    private static Accounts accounts() {
        return APP.bean(Accounts.class);
    }

    private static NewAccount vera() {
        return NewAccount.of("Vera@x.test").asConfirmed();
    }

    private static String stored() {
        return APP.database().value("select password from webauth_user");
    }

    private static void logsIn(String password) {
        FakeBrowser browser = APP.browser();
        browser.calls(webauth -> webauth.login("vera@x.test", password));
        assertThat(browser.isLoggedIn()).isTrue();
    }

    private static void isRefused(String password) {
        assertThatThrownBy(() -> logsIn(password)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_foreign_hash_lets_its_owner_in_and_is_stored_anew_at_the_first_log_in() {
        User made = accounts().create(vera().withPasswordHash(SHA256));
        assertThat(made.email()).contains("vera@x.test");
        assertThat(made.confirmed()).isTrue();
        assertThat(stored()).isEqualTo("{sha256}" + SHA256);
        isRefused("wrong");
        assertThat(stored()).isEqualTo("{sha256}" + SHA256);
        logsIn(PASSWORD);
        assertThat(stored()).startsWith("{bcrypt-sha384}$2a$10$");
        isRefused("wrong");
        logsIn(PASSWORD);
    }

    @Test
    void a_scheme_of_the_application_is_verified_and_stored_anew() {
        accounts().create(vera().withPasswordHash("{reversed}esroh tcerroc"));
        isRefused("wrong");
        logsIn(PASSWORD);
        assertThat(stored()).startsWith("{bcrypt-sha384}$2a$10$");
        logsIn(PASSWORD);
    }

    @Test
    void an_account_without_a_hash_has_no_password_until_its_owner_sets_one() {
        long id = accounts().create(vera()).id();
        isRefused("null");
        isRefused("");
        FakeBrowser owner = APP.browser();
        String link = accounts().recoveryLink(id, "/set-password").toString();
        owner.get(link);
        owner.post(link, "confirm", "1");
        owner.calls(webauth -> webauth.setUserPassword(PASSWORD));
        logsIn(PASSWORD);
    }

    @Test
    void an_imported_account_has_all_that_a_registered_one_has_and_no_mail_is_sent() {
        long id = accounts().create(vera().withPasswordHash(SHA256)).id();
        assertThat(APP.bean(RecordedEvents.class).events()).contains(new Registered(id, "import"));
        assertThat(APP.database().column("select event from webauth_user_log"))
                .containsExactly("register:import");
        FakeBrowser browser = APP.browser();
        browser.calls(webauth -> webauth.login("vera@x.test", PASSWORD));
        assertThat(browser.asks(WebAuth::getUserApiKey)).isPresent();
        assertThat(APP.mails("vera@x.test")).isEmpty();
        assertThat(APP.database().count("webauth_mail")).isZero();
    }

    @Test
    void an_unknown_scheme_and_a_malformed_address_are_refused_and_nothing_is_written() {
        assertThatThrownBy(() -> accounts().create(vera().withPasswordHash("$2x$10$secret")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.code()).isEqualTo("password_hash_unsupported"))
                .hasMessageContaining("$2x$")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> accounts().createAll(List.of(vera(), NewAccount.of("no address"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.code()).isEqualTo("list_entry_invalid"))
                .hasMessageStartingWith("Account 2 of the list: The e-mail address is");
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    void a_list_with_a_taken_address_makes_no_account() {
        accounts().create(vera());
        NewAccount anna = NewAccount.of("anna@x.test");
        for (List<NewAccount> list :
                List.of(List.of(anna, vera()), List.of(anna, NewAccount.of("Anna@X.test")))) {
            assertThatThrownBy(() -> accounts().createAll(list))
                    .isInstanceOf(ResourceAlreadyExistsException.class)
                    .hasMessageContaining("account 2 of the list");
        }
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
        assertThat(accounts().createAll(List.of())).isEmpty();
    }

    /** Else the clean-up deletes accounts that were imported unconfirmed, in the next hour. */
    @Test
    void an_unconfirmed_account_has_its_time_to_be_confirmed_from_the_import_on() {
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        List<Long> ids =
                accounts()
                        .createAll(
                                List.of(
                                        vera().createdAt(longAgo),
                                        NewAccount.of("anna@x.test").createdAt(longAgo)));
        assertThat(accounts().find(ids.get(0)).orElseThrow().created()).isEqualTo(longAgo);
        assertThat(accounts().find(ids.get(1)).orElseThrow().created())
                .isAfter(longAgo.plus(Duration.ofDays(1)));
    }

    @Test
    void what_is_exported_can_be_imported() {
        accounts().create(vera().withPasswordHash(SHA256));
        logsIn(PASSWORD);
        long bob = accounts().create(NewAccount.of("bob@x.test")).id();
        APP.database()
                .run(
                        "insert into webauth_user_auth (id, user_id, provider, issuer, sub, name,"
                                + " d_created) values (1, ?, 'github', '', '42', 'Bob',"
                                + " current_timestamp)",
                        bob);
        List<ExportedAccount> all = accounts().export(0, 10);
        assertThat(all).hasSize(2);
        assertThat(all.get(0).passwordHash().orElseThrow()).startsWith("{bcrypt-sha384}");
        assertThat(all.get(0).providers()).isEmpty();
        assertThat(all.get(1).passwordHash()).isEmpty();
        assertThat(all.get(1).providers())
                .containsExactly(
                        new UserProvider("github", "42", Optional.of("Bob"), Optional.empty()));
        assertThat(all.toString()).doesNotContain("bcrypt").doesNotContain("vera");
        assertThat(accounts().export(all.get(0).user().id(), 10)).hasSize(1);
        assertThat(accounts().export(bob, 10)).isEmpty();
        assertThatThrownBy(() -> accounts().export(0, 1001))
                .isInstanceOf(InvalidInputException.class);

        accounts().delete(all.get(0).user().id());
        accounts().create(vera().withPasswordHash(all.get(0).passwordHash().orElseThrow()));
        logsIn(PASSWORD);
    }

    @Test
    void accounts_are_imported_on_h2() {
        Accounts accounts = ON_H2.bean(Accounts.class);
        List<Long> ids = accounts.createAll(List.of(vera(), NewAccount.of("anna@x.test")));
        assertThat(accounts.find(ids.get(1)).orElseThrow().email()).contains("anna@x.test");
        assertThat(accounts.find(ids.get(1)).orElseThrow().confirmed()).isFalse();
    }
}
