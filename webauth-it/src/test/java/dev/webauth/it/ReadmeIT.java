package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.readme.App;
import dev.webauth.it.readme.Users;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's example, below a context path and an application path. */
@ExtendWith(ArquillianExtension.class)
class ReadmeIT {

    private static final Site SITE = Site.below("readme");

    private final String email = UUID.randomUUID() + "@x.test";
    private final Browser browser = SITE.browser();

    @Deployment(testable = false)
    static WebArchive war() {
        return SITE.application(App.class, Users.class);
    }

    private Page send(String form) {
        return browser.post("/app/" + form, "email", email, "password", "a good passphrase");
    }

    @Test
    void each_redirect_leads_to_the_user_area() {
        assertThat(send("register").location()).isEqualTo("/app/user-area");
        assertThat(browser.get("/app/user-area").body()).startsWith("Account ");
        assertThat(browser.get(new Mailbox(email).mail(1).link()).location())
                .isEqualTo("/app/user-area");
        assertThat(browser.post("/app/logout").location()).isEqualTo("/");
        assertThat(browser.get("/app/user-area").status()).isEqualTo(401);
        assertThat(send("login").location()).isEqualTo("/app/user-area");
        assertThat(browser.get("/app/user-area").body()).startsWith("Account ");
    }

    @Test
    void a_form_that_lacks_a_field_is_answered_with_400() {
        Page answer = browser.post("/app/login", "email", email);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("password is missing");
    }

    @Test
    void the_readme_shows_this_code() throws IOException {
        assertThat(withoutBlanks(Path.of("../README.md"), "@Path(\"/\")"))
                .startsWith(
                        withoutBlanks(
                                Path.of("src/test/java/dev/webauth/it/readme/Users.java"),
                                "@Path(\"/\")"));
    }

    private static String withoutBlanks(Path file, String from) throws IOException {
        String text = Files.readString(file);
        return text.substring(text.indexOf(from)).replaceAll("\\s", "");
    }
}
