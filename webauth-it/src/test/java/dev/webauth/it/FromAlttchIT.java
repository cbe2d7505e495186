package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.entity.WebAuthUser;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Site;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database of WebAuth for Flask, taken over by the script in the jar. */
@ExtendWith(ArquillianExtension.class)
class FromAlttchIT {

    private static final Site SITE = Site.below("alttch");

    @Deployment(testable = false)
    static WebArchive application() throws IOException {
        SITE.db()
                .run(
                        Files.readString(
                                Path.of("../webauth-impl/src/test/resources/alttch-0.0.19.sql")));
        SITE.db().run(script());
        return OperatorIT.application(SITE);
    }

    private static String script() {
        try (InputStream in =
                WebAuthUser.class.getResourceAsStream(
                        "/dev/webauth/schema/from-alttch-0.0.19.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_old_password_still_lets_its_owner_in_and_is_stored_anew() {
        assertThat(stored()).startsWith("{sha256}");
        Browser browser = SITE.browser();
        assertThat(logIn(browser, "wrong horse").status()).isEqualTo(403);
        assertThat(logIn(browser, "correct horse").body()).isEqualTo("in");
        assertThat(browser.get("/who").body()).isEqualTo("vera@x.test");
        assertThat(browser.get("/providers").body()).isEqualTo("github 583231");
        assertThat(stored()).startsWith("{bcrypt-sha384}");
        assertThat(logIn(SITE.browser(), "correct horse").body()).isEqualTo("in");
    }

    @Test
    void accounts_log_rows_and_rows_of_the_application_are_kept() {
        assertThat(SITE.db().count("webauth_user WHERE id IN (1, 2, 3)")).isEqualTo(3);
        assertThat(SITE.db().count("webauth_user_log WHERE event = 'account.delete'")).isEqualTo(1);
        assertThat(SITE.db().count("note n JOIN webauth_user u ON u.id = n.user_id")).isEqualTo(1);
    }

    @Test
    void new_accounts_get_ids_after_the_old_ones() {
        assertThat(SITE.db().value("SELECT id FROM webauth_user WHERE email = 'admin@example.org'"))
                .isEqualTo("4");
    }

    private static String stored() {
        return SITE.db().value("SELECT password FROM webauth_user WHERE id = 1");
    }

    private static Page logIn(Browser browser, String password) {
        return browser.post("/login", "email", "Vera@x.test", "password", password);
    }
}
