package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.config.Mailbox;
import dev.webauth.impl.rig.TestApplication;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A mail as bytes. Every configuration that is accepted can be sent, and no line is longer than 998
 * octets.
 */
class SmtpMessageTest {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final String LINK = "https://example.org/auth/confirm/" + "k".repeat(43);

    private static Mailbox sender(String configured) {
        return TestApplication.config("email.sender", configured).mail().sender().orElseThrow();
    }

    private static String written(Mailbox sender, String subject, String text, String html)
            throws Exception {
        MailRow row =
                new MailRow(null, "<1@x>", "a@x.test", "confirm", "en", (OffsetDateTime) null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SmtpMessage.write(
                        SESSION,
                        sender,
                        row,
                        new Mail("en", LINK, subject, text, html),
                        Instant.EPOCH)
                .writeTo(bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static MimeMessage read(String message) throws Exception {
        return new MimeMessage(
                SESSION, new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String part(String message, int number) throws Exception {
        return ((Multipart) read(message).getContent()).getBodyPart(number).getContent().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app@example.org| |app@example.org",
                "<app@example.org>| |app@example.org",
                "My App <App@Example.ORG>|My App|App@example.org",
                "Acme, Inc. <no-reply@acme.example>|Acme, Inc.|no-reply@acme.example",
                "\"Acme, \\\"Inc.\\\"\" <a@acme.example>|Acme, \"Inc.\"|a@acme.example",
                "Müller GmbH <no-reply@mueller.example>|Müller GmbH|no-reply@mueller.example",
                "株式会社アクメ <a@acme.example>|株式会社アクメ|a@acme.example",
                "ООО «Ромашка» <a@acme.example>|ООО «Ромашка»|a@acme.example",
                "Team @ Acme (EU): news; <a@acme.example>|Team @ Acme (EU): news;|a@acme.example",
                "Smile 😀 <a@acme.example>|Smile 😀|a@acme.example",
                "O'Neil \\ Söhne <a@bücher.example>|O'Neil \\ Söhne|a@xn--bcher-kva.example"
            })
    void an_accepted_sender_is_sent_with_its_name(String value, String name, String address)
            throws Exception {
        String message = written(sender(value), "Subject", "Text", "<p>Text");
        InternetAddress from = (InternetAddress) read(message).getFrom()[0];
        assertThat(read(message).getFrom()).hasSize(1);
        assertThat(from.getAddress()).isEqualTo(address);
        assertThat(from.getPersonal()).isEqualTo(name);
        assertThat(message.chars()).allMatch(c -> c < 0x80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "ä", "日", "A ", "😀"})
    void no_header_line_is_too_long(String unit) throws Exception {
        String name = unit.repeat(200 / unit.length()).strip();
        String message =
                written(sender(name + " <a@x.test>"), unit.repeat(400).strip(), "Text", "<p>");
        assertThat(message.lines()).allMatch(line -> line.length() <= 998);
        assertThat(((InternetAddress) read(message).getFrom()[0]).getPersonal()).isEqualTo(name);
        assertThat(read(message).getSubject()).isEqualTo(unit.repeat(400).strip());
    }

    @Test
    void a_long_line_is_encoded_and_the_link_stays_whole() throws Exception {
        String line = "a text in one line, as a property has it, ".repeat(100);
        String message =
                written(sender("a@x.test"), "S", line + LINK + " ", "<p>" + line + LINK + "</p>");
        assertThat(message.lines()).allMatch(one -> one.length() <= 998);
        assertThat(part(message, 0)).isEqualTo(line + LINK + " ");
        assertThat(part(message, 1)).isEqualTo("<p>" + line + LINK + "</p>");
    }

    @Test
    void each_part_has_the_encoding_that_it_needs() throws Exception {
        String message = written(sender("a@x.test"), "S", "Text " + LINK, "<p>".repeat(500));
        assertThat(message).containsOnlyOnce("Content-Transfer-Encoding: 7bit");
        assertThat(message).containsOnlyOnce("Content-Transfer-Encoding: base64");
        assertThat(message).contains("\r\nText " + LINK + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"998,7bit", "999,base64"})
    void the_limit_is_998_octets_without_the_line_end(int length, String encoding)
            throws Exception {
        String text = "short\n" + "x".repeat(length) + "\nshort";
        String message = written(sender("a@x.test"), "S", text, text);
        assertThat(Pattern.compile("Encoding: " + encoding).matcher(message).results()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001bb", "a\u007fb", "a\u00e9b"})
    void text_that_is_not_plain_ascii_is_encoded(String text) throws Exception {
        String message = written(sender("a@x.test"), "S", text, text);
        assertThat(message).doesNotContain("7bit");
        assertThat(part(message, 0)).isEqualTo(text);
    }
}
