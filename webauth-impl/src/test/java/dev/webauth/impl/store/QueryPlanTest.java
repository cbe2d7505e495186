package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.Accounts;
import dev.webauth.MailQueue;
import dev.webauth.Sessions;
import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.impl.boot.Cleanup;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Does what the library does, on a PostgreSQL that writes the plan of each statement to its log and
 * that reads a whole table only where no index can be used.
 */
class QueryPlanTest {

    private static final String PASSWORD = "correct horse";

    /** They have a handful of rows, however many accounts there are. */
    private static final Set<String> SMALL = Set.of("webauth_schema", "webauth_setting");

    /** A script of the schema runs once. */
    private static final String ONCE = "d_mailbox_proved = d_created";

    private static final Pattern ENTRY =
            Pattern.compile("(?s)Query Text: (.*?)\\n(.*?)(?=\\n\\d{4}-\\d\\d-\\d\\d |\\z)");
    private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on (\\w+)");

    private static Path directory;
    private static EmbeddedPostgres postgres;
    private static TestApplication app;

    @BeforeAll
    static void up() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "plans").toAbsolutePath();
        postgres =
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory.toFile())
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("enable_seqscan", "off")
                        .setServerConfig("session_preload_libraries", "auto_explain")
                        .setServerConfig("auto_explain.log_min_duration", "0")
                        .setServerConfig("logging_collector", "on")
                        .setServerConfig("log_directory", "plans")
                        .setServerConfig("log_line_prefix", "%m ")
                        .start();
        app =
                TestApplication.alone(
                        postgres.getJdbcUrl("postgres", "postgres"), "revocation-delay", "PT1M");
    }

    @AfterAll
    static void down() throws IOException {
        postgres.close();
    }

    @Test
    void every_statement_has_an_index_where_its_table_grows() throws IOException {
        browsersWork();
        operatorsWork();
        everyoneElsesWork();
        Map<String, String> plans = plans();
        assertThat(plans.size()).isGreaterThan(60);
        Set<String> tables = new TreeSet<>();
        plans.values().forEach(plan -> tables(plan).forEach(tables::add));
        assertThat(tables)
                .contains(
                        "webauth_user",
                        "webauth_session",
                        "webauth_change",
                        "webauth_link",
                        "webauth_mail",
                        "webauth_throttle",
                        "webauth_password_tries",
                        "webauth_user_auth",
                        "webauth_user_log");
        Map<String, String> whole = new TreeMap<>(plans);
        whole.values().removeIf(plan -> !readsWholeTable(plan));
        assertThat(whole).isEmpty();
    }

    private static void browsersWork() {
        FakeBrowser vera = app.registered("v@x.test", PASSWORD);
        vera.calls(webauth -> webauth.resendEmailConfirm(null));
        vera.get(app.link("v@x.test"));
        vera.calls(webauth -> webauth.setUserPassword(PASSWORD + "!"));
        vera.calls(webauth -> webauth.checkUserPassword(PASSWORD + "!", false));
        vera.calls(WebAuth::stopConfirmedSession);
        vera.calls(WebAuth::getUserName);
        vera.calls(WebAuth::getUserProviders);
        vera.calls(webauth -> webauth.getUserApiKey());
        String key = vera.asks(WebAuth::regenerateApiKey);
        app.browser().asks(webauth -> webauth.getUserByApiKey(key));
        vera.calls(webauth -> app.bean(Sessions.class).list());
        vera.calls(webauth -> app.bean(Sessions.class).endOthers());
        FakeBrowser elsewhere = app.browser().from("203.0.113.7");
        refused(elsewhere, webauth -> webauth.login("v@x.test", "wrong"));
        refused(elsewhere, webauth -> webauth.getUserByApiKey("wa_" + "0".repeat(29)));
        elsewhere.calls(webauth -> webauth.login("v@x.test", PASSWORD + "!", true));
        elsewhere.isLoggedIn();
        elsewhere.movedTo(app).without("JSESSIONID").isLoggedIn();
        vera.calls(webauth -> webauth.changeUserEmail("w@x.test", null, null));
        vera.get(app.link("v@x.test"));
        vera.get(app.link("w@x.test"));
        FakeBrowser forgetful = app.browser();
        forgetful.calls(webauth -> webauth.sendAccountRemind("w@x.test", null));
        forgetful.get(app.link("w@x.test"));
        forgetful.calls(webauth -> webauth.touch(webauth.getUserId().orElseThrow()));
        forgetful.post("/auth/logout");
    }

    private static void refused(FakeBrowser browser, java.util.function.Consumer<WebAuth> act) {
        try {
            browser.calls(act);
        } catch (WebAuthException e) {
            // As it should be: what a refusal reads and counts is of interest as well.
        }
    }

    private static void operatorsWork() {
        Accounts accounts = app.bean(Accounts.class);
        long id = accounts.create("o@x.test", PASSWORD, true).id();
        accounts.find(id);
        accounts.findByEmail("o@x.test");
        accounts.list(0, 10);
        accounts.disable(id);
        accounts.enable(id);
        accounts.setPassword(id, PASSWORD + "?");
        accounts.setEmail(id, "p@x.test");
        accounts.endSessions(id);
        accounts.recoveryLink(id, null);
        accounts.delete(id);
        MailQueue queue = app.bean(MailQueue.class);
        queue.length();
        queue.oldestAge();
        queue.parked();
        queue.release(1);
        queue.releaseAll();
    }

    private static void everyoneElsesWork() {
        ChangeFeed feed = app.bean(ChangeFeed.class);
        for (int i = 0; i < 2; i++) {
            feed.poll();
            feed.mark();
        }
        app.mails("v@x.test");
        app.bean(Cleanup.class).run();
    }

    /** By statement. */
    private static Map<String, String> plans() throws IOException {
        Map<String, String> plans = new TreeMap<>();
        try (Stream<Path> logs = Files.list(directory.resolve("plans"))) {
            for (Path log : logs.toList()) {
                Matcher entry =
                        ENTRY.matcher(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
                while (entry.find()) {
                    if (entry.group(1).contains("webauth_") && !entry.group(1).contains(ONCE)) {
                        plans.put(entry.group(1).strip(), entry.group(2));
                    }
                }
            }
        }
        return plans;
    }

    private static boolean readsWholeTable(String plan) {
        return WHOLE_TABLE
                .matcher(plan)
                .results()
                .map(found -> found.group(1))
                .anyMatch(table -> table.startsWith("webauth_") && !SMALL.contains(table));
    }

    private static Stream<String> tables(String plan) {
        return Pattern.compile("on (webauth_\\w+)")
                .matcher(plan)
                .results()
                .map(found -> found.group(1));
    }
}
