package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.Sessions;
import dev.webauth.UserNotFoundException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.pending.Pending;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares the table of {@code docs/account.md} with the real behaviour. */
class RevocationTableTest {

    private static final Path PAGE = Path.of("..", "docs", "account.md");
    private static final String PASSWORD = "correct horse";
    private static final String STEP = "a token of the step under way, as long as others";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    /** An account with one item of every kind that can be revoked. */
    private static final class Everything {

        final FakeBrowser own = APP.browser();
        final FakeBrowser other = APP.browser();
        final FakeBrowser remembered = APP.browser();
        final FakeBrowser visitor = APP.browser();
        final String link;
        final String key;

        Everything() {
            own.calls(webauth -> webauth.register("v@x.test", PASSWORD, true, null));
            other.calls(webauth -> webauth.login("v@x.test", PASSWORD));
            remembered.calls(webauth -> webauth.login("v@x.test", PASSWORD, true));
            visitor.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
            link = APP.link("v@x.test");
            key = own.asks(webauth -> webauth.getUserApiKey().orElseThrow());
            identity("older", "- interval '1 day'");
            identity("newer", "+ interval '1 second'");
            trustedBrowser();
            long id = id();
            APP.bean(Transactions.class)
                    .required(
                            () ->
                                    APP.bean(Pending.class)
                                            .put(
                                                    "test",
                                                    STEP,
                                                    "{}",
                                                    Optional.of(id),
                                                    Duration.ofMinutes(10)));
        }

        private static void identity(String sub, String when) {
            APP.database()
                    .run(
                            "insert into webauth_user_auth (id, user_id, provider, issuer, sub,"
                                    + " d_created) select nextval('webauth_user_auth_seq'), id,"
                                    + " 'op', '', '"
                                    + sub
                                    + "', d_mailbox_proved "
                                    + when
                                    + " from webauth_user");
        }

        private static void trustedBrowser() {
            APP.database()
                    .run(
                            "insert into webauth_trusted (id, user_id, digest, d_created, d_seen,"
                                    + " d_expires) select nextval('webauth_trusted_seq'), id, 'x',"
                                    + " d_created, d_created, d_created + interval '9999 days' from"
                                    + " webauth_user");
        }

        static long id() {
            return Long.parseLong(APP.database().value("select id from webauth_user"));
        }

        private static boolean has(String sub) {
            return !APP.database()
                    .column("select id from webauth_user_auth where sub = ?", sub)
                    .isEmpty();
        }

        private boolean keyWorks() {
            try {
                APP.browser().asks(webauth -> webauth.getUserByApiKey(key));
                return true;
            } catch (UserNotFoundException e) {
                return false;
            }
        }

        private String row(String cause) {
            boolean others = other.isLoggedIn();
            assertThat(remembered.without("JSESSIONID").isLoggedIn()).isEqualTo(others);
            boolean pending = APP.bean(Pending.class).find("test", STEP).isPresent();
            boolean key = keyWorks();
            boolean newer = has("newer");
            boolean older = has("older");
            boolean trusted = APP.database().count("webauth_trusted") > 0;
            boolean session = own.isLoggedIn();
            // Last, because opening a valid link is a recovery.
            boolean links = visitor.get(link).status() != 404;
            return Stream.of(session, others, links, pending, key, newer, older, trusted)
                    .map(stays -> stays ? "stays" : "ends")
                    .collect(Collectors.joining(" | ", "| " + cause + " | ", " |"));
        }
    }

    private static void revoke(Function<Account, Revoked.Cause> change) {
        Accounts accounts = APP.bean(Accounts.class);
        APP.bean(Transactions.class)
                .required(
                        () -> {
                            Account account = accounts.lock(Everything.id()).orElseThrow();
                            accounts.revoke(account, change.apply(account), Optional.empty());
                        });
    }

    private static Map<String, Consumer<Everything>> causes() {
        Map<String, Consumer<Everything>> causes = new LinkedHashMap<>();
        causes.put(
                "a new password",
                all -> all.own.calls(webauth -> webauth.setUserPassword("battery staple")));
        causes.put(
                "a new address",
                all -> {
                    all.own.calls(webauth -> webauth.changeUserEmail("new@x.test", null, null));
                    all.own.get(APP.link("v@x.test"));
                    APP.database()
                            .run("update webauth_link set login_selector = null, browser = 'x'");
                    String last = APP.link("new@x.test");
                    APP.browser().post(last, "password", PASSWORD);
                });
        causes.put(
                "a recovery link",
                all -> {
                    FakeBrowser owner = APP.browser();
                    owner.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
                    owner.get(APP.link("v@x.test"));
                });
        causes.put(
                "an operator disables the account",
                all ->
                        revoke(
                                account -> {
                                    APP.bean(Accounts.class).setDisabled(account.id(), true);
                                    return Revoked.Cause.DISABLED;
                                }));
        causes.put(
                "log out everywhere else",
                all -> all.own.calls(webauth -> APP.bean(Sessions.class).endOthers()));
        return causes;
    }

    @Test
    void the_documented_table_matches_the_behaviour() throws IOException {
        String page = Files.readString(PAGE);
        causes().forEach(
                        (cause, change) -> {
                            APP.database().run("delete from webauth_user");
                            APP.database().run("delete from webauth_throttle");
                            Everything all = new Everything();
                            change.accept(all);
                            assertThat(page).contains(all.row(cause));
                        });
    }
}
