package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.operator.AdminPage;
import dev.webauth.it.operator.AdminRoles;
import dev.webauth.it.operator.Entrance;
import dev.webauth.it.operator.FirstAdmin;
import dev.webauth.it.operator.OperatorApplication;
import dev.webauth.it.operator.UserImport;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Site;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The recipes for operators, each as the docs show it. */
@ExtendWith(ArquillianExtension.class)
class OperatorIT {

    private static final Site SITE = Site.below("operator");
    private static final String ADMIN_PASSWORD = "the passphrase of the admin";

    /** "correct horse", hashed by Python's bcrypt. */
    private static final String BCRYPT =
            "$2b$04$b7jHsKzcPbfQtxuosrr.8eGt2.YwLf90WjV.bRCtxgAf2bajfDdl6";

    @Deployment(testable = false)
    static WebArchive application() {
        return application(SITE);
    }

    static WebArchive application(Site site) {
        return site.application(
                        OperatorApplication.class,
                        Entrance.class,
                        FirstAdmin.class,
                        UserImport.class,
                        AdminPage.class,
                        AdminRoles.class)
                .addAsResource(
                        new StringAsset("admin.password=" + ADMIN_PASSWORD),
                        "META-INF/microprofile-config.properties");
    }

    private static Browser loggedIn(String email, String password) {
        Browser browser = SITE.browser();
        assertThat(browser.post("/login", "email", email, "password", password).body())
                .isEqualTo("in");
        return browser;
    }

    private static String stored(String email) {
        return SITE.db().value("select password from webauth_user where email = ?", email);
    }

    @Test
    void a_start_up_bean_has_made_the_first_administrator() {
        assertThat(loggedIn("admin@example.org", ADMIN_PASSWORD).get("/who").body())
                .isEqualTo("admin@example.org");
        new Mailbox("admin@example.org").holds(0);
    }

    @Test
    void users_are_imported_on_a_managed_thread_and_log_in_with_their_old_passwords() {
        String lines = "one@x.test " + BCRYPT + "\ntwo@x.test " + BCRYPT;
        assertThat(SITE.browser().post("/import", "lines", lines).body()).isEqualTo("imported 2");
        assertThat(stored("one@x.test")).isEqualTo(BCRYPT);
        loggedIn("one@x.test", "correct horse");
        assertThat(stored("one@x.test")).startsWith("{bcrypt-sha384}");
        loggedIn("one@x.test", "correct horse");
        new Mailbox("one@x.test").holds(0);
    }

    @Test
    void users_are_imported_by_a_timer() {
        SITE.browser().post("/import-later", "line", "timer@x.test " + BCRYPT);
        Patience.await("the timer")
                .until(() -> SITE.db().count("webauth_user WHERE email = 'timer@x.test'") == 1);
        loggedIn("timer@x.test", "correct horse");
    }

    @Test
    void an_administrator_sees_all_accounts_and_closes_one() {
        SITE.browser().post("/import", "lines", "closed@x.test " + BCRYPT);
        Browser person = loggedIn("closed@x.test", "correct horse");
        Browser admin = loggedIn("admin@example.org", ADMIN_PASSWORD);
        String line =
                admin.get("/admin/accounts")
                        .body()
                        .lines()
                        .filter(one -> one.endsWith(" closed@x.test"))
                        .findFirst()
                        .orElseThrow();
        String id = line.substring(0, line.indexOf(' '));

        assertThat(admin.post("/admin/accounts/" + id + "/disable").status()).isEqualTo(204);

        assertThat(person.get("/who").body()).isEqualTo("nobody");
        assertThat(admin.get("/admin/accounts").body()).contains(line + " disabled");
    }

    @Test
    void an_administrator_logs_an_account_out_everywhere() {
        SITE.browser().post("/import", "lines", "away@x.test " + BCRYPT);
        Browser person = loggedIn("away@x.test", "correct horse");
        String id = SITE.db().value("select id from webauth_user where email = 'away@x.test'");

        loggedIn("admin@example.org", ADMIN_PASSWORD).post("/admin/accounts/" + id + "/log-out");

        assertThat(person.get("/who").body()).isEqualTo("nobody");
        loggedIn("away@x.test", "correct horse");
    }

    @Test
    void nobody_else_sees_the_page() {
        assertThat(SITE.browser().get("/admin/accounts").status()).isEqualTo(401);
        SITE.browser().post("/import", "lines", "other@x.test " + BCRYPT);
        assertThat(loggedIn("other@x.test", "correct horse").get("/admin/accounts").status())
                .isEqualTo(403);
    }

    @Test
    void a_registration_without_a_request_is_refused_before_anything_is_written() {
        assertThat(SITE.browser().post("/register-on-thread", "email", "thread@x.test").body())
                .startsWith("refused: ")
                .contains("HTTP request");
        assertThat(SITE.db().count("webauth_user WHERE email = 'thread@x.test'")).isZero();
    }
}
