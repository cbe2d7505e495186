package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mail;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.RawHttp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form and content of the mails. */
@OnDemo
class MailIT {

    @Tag("MAL-06")
    @Test
    void a_mail_has_a_text_part_first_then_html() {
        Mail mail = Person.registeredAt(SITE).mailbox().mail(1);

        assertThat(mail.header("Content-Type").get(0)).startsWith("multipart/alternative");
        assertThat(mail.partTypes()).hasSize(2);
        assertThat(mail.partTypes().get(0)).startsWithIgnoringCase("text/plain");
        assertThat(mail.partTypes().get(1)).startsWithIgnoringCase("text/html");
    }

    @Tag("MAL-06")
    @Tag("MAL-07")
    @Test
    void the_link_is_once_in_each_part_and_unbroken() {
        Mail mail = Person.registeredAt(SITE).mailbox().mail(1);
        String link = mail.link().toString();

        assertThat(link).hasSizeLessThan(200).startsWith(SITE.uri("/auth/confirm/").toString());
        assertThat(mail.text()).containsOnlyOnce(link).containsPattern(pattern(link));
        assertThat(mail.html()).contains(link);
        assertThat(mail.source().chars()).as("7 bit").allMatch(c -> c < 128);
        assertThat(mail.source()).contains(link).containsPattern(pattern(link));
    }

    private static String pattern(String link) {
        return java.util.regex.Pattern.quote(link) + "[ \r\n]";
    }

    @Tag("MAL-06")
    @Test
    void a_mail_is_marked_as_generated() {
        Person person = Person.registeredAt(SITE);
        Mail mail = person.mailbox().mail(1);

        assertThat(mail.header("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.header("Message-ID")).hasSize(1);
        assertThat(mail.header("Date")).hasSize(1);
        assertThat(mail.header("From")).containsExactly("WebAuth <noreply@webauth.test>");
        assertThat(mail.header("To")).containsExactly(person.email());
        assertThat(mail.header("Cc")).isEmpty();
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.subject()).isNotBlank();
    }

    @Test
    void message_ids_are_unique() {
        Person person = Person.confirmedAt(SITE);
        person.forget();

        assertThat(person.mailbox().mail(2).header("Message-ID"))
                .isNotEqualTo(person.mailbox().mail(1).header("Message-ID"));
    }

    @Tag("LNK-21")
    @Test
    void no_text_of_a_request_is_in_a_mail() {
        Person person = Person.confirmedAt(SITE);
        Browser stranger =
                SITE.browser()
                        .with("User-Agent", "call 0900-EVIL https://evil.test/ <b>now</b>")
                        .with("Referer", "https://evil.test/page")
                        .with("Accept-Language", "evil-Words");
        person.forget(stranger);
        Mail mail = person.mailbox().mail(2);

        assertThat(mail.source())
                .doesNotContainIgnoringCase("evil")
                .doesNotContain(stranger.address())
                .doesNotContain("/set-password");
        assertThat(mail.html()).doesNotContain("<img").doesNotContain("src=");
    }

    @Tag("WEB-07")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.test",
                "Host: 127.0.0.1\r\nX-Forwarded-Host: evil.test",
                "Host: 127.0.0.1\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: https",
                "Host: 127.0.0.1\r\nForwarded: host=evil.test;proto=https",
                "Host: 127.0.0.1\r\nX-Forwarded-Prefix: /evil.test",
                "Host: 127.0.0.1:evil.test",
                "Host: evil.test\r\nHost: 127.0.0.1"
            })
    void the_link_never_uses_a_host_of_the_request(String hostHeaders) {
        Person person = Person.confirmedAt(SITE);
        String form = "email=" + person.email();
        RawHttp.Answer answer =
                RawHttp.sendText(
                        "POST /remind HTTP/1.1\r\n"
                                + hostHeaders
                                + "\r\nContent-Type: application/x-www-form-urlencoded"
                                + "\r\nSec-Fetch-Site: same-origin"
                                + "\r\nConnection: close\r\nContent-Length: "
                                + form.length()
                                + "\r\n\r\n"
                                + form);

        if (answer.isUnasked()) {
            person.mailbox().holds(1);
            return;
        }
        assertThat(answer.status()).as("%s", answer).isIn(303, 400, 403);
        if (answer.status() == 303) {
            isOurs(person.mailbox().mail(2));
        }
        assertThat(answer.text()).doesNotContain("//evil.test");
    }

    @Tag("WEB-07")
    @Test
    void the_link_never_uses_the_host_of_the_request_line() {
        Person person = Person.confirmedAt(SITE);
        String form = "email=" + person.email();
        RawHttp.Answer answer =
                RawHttp.send(
                        "POST http://evil.test/remind HTTP/1.1",
                        "Host: evil.test",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Sec-Fetch-Site: same-origin",
                        "Connection: close",
                        "Content-Length: " + form.length(),
                        "",
                        form);

        assertThat(answer.status()).as("%s", answer).isBetween(300, 499);
        for (Mail mail : person.mailbox().mails().subList(1, person.mailbox().mails().size())) {
            isOurs(mail);
        }
    }

    private static void isOurs(Mail mail) {
        URI link = mail.link();
        assertThat(link.getAuthority()).isEqualTo(SITE.uri().getAuthority());
        assertThat(link.getScheme()).isEqualTo("http");
        assertThat(mail.source()).doesNotContain("evil");
    }

    @Tag("MAL-04")
    @Test
    void notices_about_changes_have_no_acting_link() {
        Person person = Person.confirmedAt(SITE);
        person.setPassword("another passphrase");
        Mail notice = person.mailbox().mail(2);

        assertThat(List.of(notice.text(), notice.html()))
                .allSatisfy(text -> assertThat(text).doesNotContain("/auth/confirm/"));
        assertThat(notice.source()).doesNotContain("another passphrase");
    }
}
