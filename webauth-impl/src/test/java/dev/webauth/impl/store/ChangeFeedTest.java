package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes that remember log-ins and API keys; they ask the feed when a test says so. */
class ChangeFeedTest {

    private static final String PASSWORD = "correct horse";
    private static final String DELAY = "PT1M";

    @RegisterExtension
    static final TestApplication APP = TestApplication.with("revocation-delay", DELAY);

    @RegisterExtension
    static final TestApplication ON_H2 = TestApplication.onH2("revocation-delay", DELAY);

    private static TestApplication node;

    private final Transactions transactions = APP.bean(Transactions.class);
    private final ChangeFeed feed = APP.bean(ChangeFeed.class);

    @BeforeAll
    static void another_node() {
        node = APP.anotherNode();
    }

    private static void poll() {
        APP.bean(ChangeFeed.class).poll();
        node.bean(ChangeFeed.class).poll();
    }

    private static FakeBrowser vera() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        poll();
        assertThat(vera.isLoggedIn()).isTrue();
        return vera;
    }

    private static FakeBrowser onTheOtherNode(FakeBrowser browser) {
        FakeBrowser there = browser.at(node);
        assertThat(there.isLoggedIn()).isTrue();
        return there;
    }

    private static void withoutTheDatabase(Runnable work) {
        APP.database().whileLocked("webauth_user", work);
    }

    private static void assertNotRemembered(FakeBrowser browser) {
        assertThatThrownBy(() -> withoutTheDatabase(browser::isLoggedIn))
                .isInstanceOf(AssertionError.class);
    }

    private static String key(FakeBrowser who) {
        return who.asks(WebAuth::getUserApiKey).orElseThrow();
    }

    private static long owner(TestApplication app, String key) {
        return app.browser().asks(webauth -> webauth.getUserByApiKey(key)).id();
    }

    @Test
    void a_known_log_in_needs_no_query() {
        FakeBrowser vera = vera();
        withoutTheDatabase(() -> assertThat(vera.isLoggedIn()).isTrue());
    }

    @Test
    void a_known_log_in_needs_no_query_where_the_cookie_alone_tells_of_it() {
        FakeBrowser vera = vera().movedTo(node);
        assertThat(vera.isLoggedIn()).isTrue();
        withoutTheDatabase(() -> assertThat(vera.isLoggedIn()).isTrue());
    }

    @Test
    void a_known_selector_with_another_token_is_nobodys() {
        FakeBrowser vera = vera().movedTo(node);
        assertThat(vera.isLoggedIn()).isTrue();
        String cookie = vera.cookie("webauth_login");
        String forged = cookie.substring(0, cookie.indexOf('.') + 1) + "A".repeat(22);
        vera.withCookie("webauth_login", forged);
        assertThat(vera.isLoggedIn()).isFalse();
    }

    @Test
    void a_known_key_needs_no_query() {
        FakeBrowser vera = vera();
        String key = key(vera);
        long id = owner(APP, key);
        withoutTheDatabase(() -> assertThat(owner(APP, key)).isEqualTo(id));
    }

    @Test
    void a_late_feed_is_not_believed() {
        FakeBrowser vera = vera();
        APP.clock().forward(Duration.ofSeconds(59));
        withoutTheDatabase(() -> assertThat(vera.isLoggedIn()).isTrue());
        APP.clock().forward(Duration.ofSeconds(2));
        assertNotRemembered(vera);
    }

    @Test
    void a_feed_that_was_never_heard_is_not_believed() {
        TestApplication deaf = APP.anotherNode("revocation-delay", "PT30S");
        FakeBrowser vera = vera().at(deaf);
        assertThat(vera.isLoggedIn()).isTrue();
        assertNotRemembered(vera);
    }

    @Test
    void without_a_delay_the_database_is_asked_each_time() {
        TestApplication asking = APP.anotherNode("revocation-delay", "PT0S");
        asking.bean(ChangeFeed.class).poll();
        FakeBrowser vera = vera().at(asking);
        assertThat(vera.isLoggedIn()).isTrue();
        assertNotRemembered(vera);
    }

    @Test
    void h2_is_asked_each_time() {
        ON_H2.bean(ChangeFeed.class).poll();
        FakeBrowser vera = ON_H2.confirmed("v@x.test", PASSWORD);
        assertThat(vera.isLoggedIn()).isTrue();
        ON_H2.database().run("delete from webauth_session");
        assertThat(vera.isLoggedIn()).isFalse();
    }

    @Test
    void a_log_out_is_seen_here_at_once_and_elsewhere_with_the_feed() {
        FakeBrowser vera = vera();
        FakeBrowser there = onTheOtherNode(vera);
        FakeBrowser copy = vera.at(APP);
        vera.post("/auth/logout");
        assertThat(copy.isLoggedIn()).isFalse();
        assertThat(there.isLoggedIn()).isTrue();
        poll();
        assertThat(there.isLoggedIn()).isFalse();
    }

    @Test
    void a_replaced_key_is_refused_here_at_once_and_elsewhere_with_the_feed() {
        FakeBrowser vera = vera();
        String old = key(vera);
        long id = owner(APP, old);
        assertThat(owner(node, old)).isEqualTo(id);
        String fresh = vera.asks(WebAuth::regenerateApiKey);
        assertThatThrownBy(() -> owner(APP, old)).isInstanceOf(UserNotFoundException.class);
        assertThat(owner(APP, fresh)).isEqualTo(id);
        assertThat(owner(node, old)).isEqualTo(id);
        poll();
        assertThatThrownBy(() -> owner(node, old)).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void a_deleted_or_disabled_account_is_refused_elsewhere_with_the_feed() {
        FakeBrowser vera = vera();
        String key = key(vera);
        long id = owner(node, key);
        FakeBrowser there = onTheOtherNode(vera);
        APP.bean(dev.webauth.Accounts.class).disable(id);
        poll();
        assertThat(there.isLoggedIn()).isFalse();
        assertThatThrownBy(() -> owner(node, key)).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void an_end_of_the_confirmed_session_is_seen_here_at_once() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        vera.get(APP.link("v@x.test"));
        assertThat(vera.asks(WebAuth::isConfirmedSession)).isTrue();
        vera.calls(WebAuth::stopConfirmedSession);
        assertThat(vera.asks(WebAuth::isConfirmedSession)).isFalse();
    }

    @Test
    void a_rollback_drops_nothing() {
        FakeBrowser vera = vera();
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        assertThatThrownBy(
                        () ->
                                transactions.requiresNew(
                                        () -> {
                                            APP.bean(Accounts.class).setDisabled(id, true);
                                            assertThat(vera.isLoggedIn()).isFalse();
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        withoutTheDatabase(() -> assertThat(vera.isLoggedIn()).isTrue());
        poll();
        withoutTheDatabase(() -> assertThat(vera.isLoggedIn()).isTrue());
    }

    @Test
    void a_transaction_reads_what_it_has_done_and_others_do_not() {
        FakeBrowser vera = vera();
        String key = key(vera);
        long id = owner(APP, key);
        transactions.requiresNew(
                () -> {
                    APP.bean(Accounts.class)
                            .setApiKeys(List.of(new Accounts.StoredKey(id, "another", null)));
                    assertThatThrownBy(() -> owner(APP, key))
                            .isInstanceOf(UserNotFoundException.class);
                    APP.bean(Accounts.class).setDisabled(id, true);
                    assertThat(vera.isLoggedIn()).isFalse();
                    return null;
                });
        assertThat(vera.isLoggedIn()).isFalse();
    }

    /** Its snapshot may be older than a change that this node has heard of. */
    @Test
    void what_a_transaction_of_the_caller_reads_is_not_remembered() {
        FakeBrowser vera = vera();
        poll();
        APP.bean(ChangeFeed.class).poll();
        touch(vera);
        transactions.requiresNew(
                () -> {
                    assertThat(vera.isLoggedIn()).isTrue();
                    return null;
                });
        assertNotRemembered(vera);
    }

    private void touch(FakeBrowser vera) {
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        transactions.required(() -> feed.changed(id));
    }

    @Test
    void what_was_read_before_a_change_is_not_remembered_after_it() {
        AccountCache<Long> remembered = feed.newCache();
        Supplier<Optional<Long>> slow =
                () -> {
                    transactions.required(() -> feed.changed(7));
                    return Optional.of(7L);
                };
        find(remembered, slow);
        assertThat(find(remembered, () -> Optional.of(7L))).isEqualTo(1);
        assertThat(find(remembered, () -> Optional.of(7L))).isZero();
    }

    /** How often the database was asked. */
    private static int find(AccountCache<Long> remembered, Supplier<Optional<Long>> read) {
        int[] asked = {0};
        remembered.find(
                "key",
                value -> true,
                value -> value,
                () -> {
                    asked[0]++;
                    return read.get();
                });
        return asked[0];
    }

    /** A reader of growing numbers misses it: the earlier transaction commits last. */
    @Test
    void a_slow_transaction_is_not_missed() throws SQLException {
        FakeBrowser vera = vera();
        FakeBrowser there = onTheOtherNode(vera);
        try (Connection slow = connection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("delete from webauth_session");
            statement.execute(
                    "insert into webauth_change select pg_current_xact_id()::text::bigint, id from"
                            + " webauth_user");
            transactions.required(() -> feed.changed(7));
            poll();
            assertThat(there.isLoggedIn()).isTrue();
            slow.commit();
        }
        poll();
        assertThat(there.isLoggedIn()).isFalse();
    }

    /** Two thousand changes are one too many to read: everything is read again. */
    @Test
    void of_more_changes_than_are_read_none_is_missed() {
        FakeBrowser there = onTheOtherNode(vera());
        APP.database()
                .run(
                        "with change as (insert into webauth_change select"
                                + " pg_current_xact_id()::text::bigint, -n from"
                                + " generate_series(1, 2000) n) delete from webauth_session");
        poll();
        assertThat(there.isLoggedIn()).isFalse();
    }

    @Test
    void only_what_every_node_has_read_is_deleted() {
        transactions.required(() -> feed.changed(-1));
        feed.mark();
        transactions.required(() -> feed.changed(-2));
        assertThat(feed.cleanup()).isZero();
        feed.mark();
        transactions.required(() -> feed.changed(-3));
        feed.cleanup();
        assertThat(APP.database().column("select user_id from webauth_change order by 1 desc"))
                .containsExactly("-2", "-3");
    }

    @Test
    void rows_of_a_restored_backup_are_deleted() {
        APP.database().run("insert into webauth_change values (1000000000000, -1)");
        feed.mark();
        feed.mark();
        feed.cleanup();
        assertThat(APP.database().column("select user_id from webauth_change where user_id = -1"))
                .isEmpty();
    }

    @Test
    void the_last_use_of_a_known_log_in_is_noted_once() {
        FakeBrowser vera = vera();
        String before = seen();
        for (int minute = 0; minute < 6; minute++) {
            APP.clock().forward(Duration.ofMinutes(1));
            poll();
            assertThat(vera.isLoggedIn()).isTrue();
        }
        assertThat(seen()).isNotEqualTo(before);
        assertThat(vera.isLoggedIn()).isTrue();
        withoutTheDatabase(() -> assertThat(vera.isLoggedIn()).isTrue());
    }

    @Test
    void a_known_log_in_ends_by_itself() {
        FakeBrowser vera = vera();
        APP.clock().forward(Duration.ofMinutes(31));
        poll();
        assertThat(vera.isLoggedIn()).isFalse();
    }

    private static String seen() {
        return APP.database().value("select d_seen from webauth_session");
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(APP.database().url(), "postgres", "postgres");
    }

    @Test
    void the_map_is_bounded_and_keeps_what_is_used() {
        RecentMap<Integer> recent = new RecentMap<>(100);
        for (int i = 0; i < 10_000; i++) {
            recent.put("" + i, i);
            assertThat(recent.get("0")).isZero();
            assertThat(recent.size()).isLessThanOrEqualTo(200);
        }
        recent.remove("0");
        assertThat(recent.get("0")).isNull();
    }
}
