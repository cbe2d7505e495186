package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mail;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Secrets must be neither in the server's log nor in the database. */
@OnDemo
class SecretsIT {

    @Tag("LOG-06")
    @Tag("LNK-07")
    @Tag("KEY-02")
    @Test
    void no_password_key_link_or_session_is_logged_or_stored() throws IOException {
        List<String> secrets = new ArrayList<>();
        Person person = Person.confirmedAt(SITE);
        Browser browser = person.browser();
        secrets.add(person.password());
        secrets.add(person.apiKey());
        secrets.add(browser.session());
        browser.get("/me?password=" + person.password().replace(' ', '+'));
        SITE.browser().logIn(person.email(), "mistyped Pass7phrase");
        secrets.add("mistyped Pass7phrase");
        person.setPassword("the second Pass7phrase");
        secrets.add("the second Pass7phrase");
        secrets.add(browser.session());
        browser.click(browser.get("/dashboard"), "regenerate_api_key");
        secrets.add(person.apiKey());
        person.forget();
        person.mailbox().mail(4);
        for (Mail mail : person.mailbox().mails()) {
            if (mail.text().contains("/auth/confirm/")) {
                secrets.add(Mail.key(mail.link()));
                person.open(mail.link());
                person.open(mail.link());
            }
        }
        assertThat(secrets).hasSize(9);

        String database = SITE.db().dump();
        String log = serverLog();
        assertThat(log).as("the server's log").isNotEmpty();
        assertThat(secrets)
                .allSatisfy(
                        secret -> {
                            assertThat(database).doesNotContain(secret);
                            assertThat(log).doesNotContain(secret);
                        });
    }

    private static String serverLog() throws IOException {
        Path log = Path.of(System.getProperty("webauth.it.server.log"));
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }
}
