package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.RawHttp;
import dev.webauth.it.rig.Site;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The demo without any setting: on the server's own database, in dev mode, without a mail server.
 */
@ExtendWith(ArquillianExtension.class)
class NewcomerIT {

    private static final Site SITE = Site.below("newcomer").unconfigured();

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demo();
    }

    @Test
    void an_account_can_be_created_used_and_deleted_on_the_servers_own_database() {
        Person person = Person.registeredAt(SITE);
        assertThat(person.open(lastLink(person, 1)).location()).isEqualTo("/dashboard");
        assertThat(person.isConfirmed()).isTrue();
        assertThat(person.logOut().location()).isEqualTo("/");
        assertThat(person.forget().location()).isEqualTo("/remind-ok");
        assertThat(person.open(lastLink(person, 2)).location()).isEqualTo("/set-password");
        assertThat(person.setPassword("another passphrase").location()).isEqualTo("/dashboard");
        assertThat(person.logOut().location()).isEqualTo("/");
        assertThat(person.logIn().location()).isEqualTo("/dashboard");
        String key = person.apiKey();
        assertThat(SITE.browser().whoami(key).status()).isEqualTo(200);
        assertThat(person.deleteAccount().location()).isEqualTo("/");
        person.logIn().isError(403);
    }

    @Test
    void the_mailbox_shows_mails_newest_first_with_links_to_click() {
        Person person = Person.registeredAt(SITE);
        URI confirm = lastLink(person, 1);
        person.forget(SITE.browser());
        URI recover = lastLink(person, 2);

        Page mailbox = SITE.browser().get("/auth/dev/mailbox");

        assertThat(mailbox.status()).isEqualTo(200);
        List<String> links = mailbox.html().select("a[href]").eachAttr("abs:href");
        assertThat(links).contains(confirm.toString(), recover.toString());
        assertThat(links.indexOf(recover.toString())).isLessThan(links.indexOf(confirm.toString()));
        assertThat(mailbox.setCookies()).isEmpty();
    }

    @Test
    void the_mailbox_answers_only_on_loopback() {
        for (String host : List.of("evil.test", "127.0.0.1.evil.test", "192.168.0.1")) {
            RawHttp.Answer answer =
                    RawHttp.send(
                            "GET /newcomer/auth/dev/mailbox.json HTTP/1.1",
                            "Host: " + host,
                            "Connection: close",
                            "");
            assertThat(answer.status()).as("%s", answer).isIn(400, 403, 404);
        }
    }

    @Test
    void without_a_public_url_no_link_is_made_for_another_host() {
        Person person = Person.registeredAt(SITE);
        lastLink(person, 1);
        int before = mailsTo(person).size();
        String form = "email=" + person.email();
        RawHttp.Answer answer =
                RawHttp.send(
                        "POST /newcomer/remind HTTP/1.1",
                        "Host: evil.test",
                        "Sec-Fetch-Site: same-origin",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + form.length(),
                        "Connection: close",
                        "",
                        form);

        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(mailsTo(person)).hasSize(before);
    }

    /** The link in the newest mail, after the given number of mails has arrived. */
    private static URI lastLink(Person person, int count) {
        Patience.await("mail " + count + " to " + person.email())
                .until(() -> mailsTo(person).size() >= count);
        String text = mailsTo(person).get(0).toString();
        String start = SITE.uri("/auth/confirm/").toString();
        int at = text.indexOf(start);
        assertThat(at).as("a link in %s", text).isNotNegative();
        return URI.create(start + text.substring(at + start.length()).split("[^A-Za-z0-9_-]")[0]);
    }

    private static List<JsonObject> mailsTo(Person person) {
        try (JsonReader reader =
                Json.createReader(
                        new StringReader(SITE.browser().get("/auth/dev/mailbox.json").body()))) {
            JsonValue value = reader.readValue();
            JsonArray mails =
                    value instanceof JsonArray array
                            ? array
                            : value.asJsonObject().getJsonArray("mails");
            return mails.stream()
                    .map(JsonValue::asJsonObject)
                    .filter(mail -> mail.toString().contains(person.email()))
                    .toList();
        }
    }
}
