package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import dev.webauth.WebAuth;
import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.web.Languages;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands and bytes that are sent to the mail server. */
class MailContentTest {

    private static final int PORT = RawSmtp.freePort();
    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestApplication APP =
            MailRig.application(
                    PORT,
                    "email.remind.subject",
                    "Come back\r\nBcc: evil@evil.test\r\n\r\n<b>now</b>",
                    "public-url",
                    "https://example.org/app");

    @RegisterExtension
    static final TestApplication TLS = MailRig.application(PORT, "smtp.tls", "starttls");

    private MailRig rig;
    private RawSmtp smtp;

    @BeforeEach
    void up() {
        rig = new MailRig(APP, PORT);
        smtp = rig.smtp.start();
    }

    @AfterEach
    void down() {
        smtp.stop();
    }

    private RawSmtp.Received only() {
        assertThat(smtp.received()).hasSize(1);
        return smtp.received().get(0);
    }

    private static MimeMessage parsed(RawSmtp.Received mail) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.data().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String part(RawSmtp.Received mail, int number) throws Exception {
        return ((Multipart) parsed(mail).getContent()).getBodyPart(number).getContent().toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.test\r\nBcc:e@evil.test",
                "a@x.test\nRCPT TO:<e@evil.test>",
                "a@x.test\rb",
                "a@x.test>\r\nRCPT TO:<e@evil.test"
            })
    @Tag("MAL-01")
    void an_address_with_line_breaks_is_refused(String address) {
        assertThatThrownBy(() -> APP.registered(address, PASSWORD))
                .isInstanceOf(InvalidInputException.class);
        rig.drain();
        assertThat(smtp.commands()).isEmpty();
    }

    @Test
    @Tag("MAL-01")
    void the_envelope_has_only_the_canonical_recipient() {
        APP.registered("Anna@Exämple.test", PASSWORD);
        rig.drain();
        // The server does not offer SMTPUTF8, and none is needed.
        assertThat(only().recipients()).containsExactly("RCPT TO:<anna@xn--exmple-cua.test>");
        assertThat(only().from()).startsWith("MAIL FROM:<app@example.org>");
        assertThat(smtp.commands()).contains("EHLO example.org");
        assertThat(only().header("To")).isEqualTo("anna@xn--exmple-cua.test");
        assertThat(only().header("Cc")).isNull();
        assertThat(only().header("Bcc")).isNull();
    }

    @Test
    @Tag("MAL-04")
    void a_subject_with_line_breaks_stays_one_header() throws Exception {
        APP.confirmed("a@x.test", PASSWORD);
        APP.browser().calls(webauth -> webauth.sendAccountRemind("a@x.test", null));
        rig.drain();
        assertThat(only().recipients()).hasSize(1);
        assertThat(only().header("Bcc")).isNull();
        assertThat(only().data())
                .contains("\r\nSubject: Come back Bcc: evil@evil.test <b>now</b>\r\n");
        assertThat(part(only(), 1)).doesNotContain("<b>now").contains("&lt;b&gt;now");
    }

    @Test
    @Tag("MAL-05")
    void without_starttls_nothing_is_sent_in_clear_and_the_mail_waits() {
        MailRig tls = new MailRig(TLS, PORT);
        TLS.registered("a@x.test", PASSWORD);
        tls.drain();
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(smtp.commands()).noneMatch(line -> line.matches("(MAIL|AUTH|RCPT|DATA).*"));
        assertThat(tls.waiting()).isEqualTo(1);
        assertThat(tls.ofMail("error")).contains("STARTTLS");
    }

    @Test
    @Tag("MAL-06")
    void a_mail_has_two_parts_and_is_marked_as_generated() throws Exception {
        APP.registered("a@x.test", PASSWORD);
        rig.drain();
        String link = MailRig.link(only());
        assertThat(link).hasSizeLessThan(200).startsWith("https://example.org/app/auth/confirm/");
        assertThat(only().data()).contains("\r\n" + link + " \r\n");
        assertThat(part(only(), 0)).containsOnlyOnce(link);
        assertThat(part(only(), 1)).containsOnlyOnce("href=\"" + link + "\"");
        assertThat(part(only(), 1)).containsOnlyOnce(link);
        assertThat(only().header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(only().header("Message-ID")).matches("<[0-9a-f-]{36}@example\\.org>");
        assertThat(only().header("Date")).isNotBlank();
        assertThat(only().header("Content-Type")).startsWith("multipart/alternative");
        assertThat(only().data()).contains("Content-Transfer-Encoding: 7bit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "ru", "ja", "zh"})
    @Tag("MAL-07")
    void the_link_is_the_same_in_both_parts_in_every_language(String language) throws Exception {
        FakeBrowser anna = APP.browser().with("Accept-Language", language);
        anna.calls(webauth -> webauth.register("a@x.test", PASSWORD));
        rig.drain();
        String text = part(only(), 0);
        String link = text.lines().filter(line -> line.startsWith("https:")).findFirst().get();
        assertThat(link).endsWith(" ");
        assertThat(part(only(), 1))
                .containsOnlyOnce("href=\"" + link.strip() + "\"")
                .contains("<html lang=\"" + language + "\">");
        assertThat(only().header("Content-Language")).isEqualTo(language);
        assertThat(only().data().chars()).allMatch(c -> c < 0x80);
        assertThat(only().data().lines()).allMatch(line -> line.length() < 998);
        assertThat(MimeUtility.decodeText(only().header("Subject")))
                .isEqualTo(Texts.in(language).subject("confirm"));
        anna.get(link.strip());
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "'' | en",
                "de-AT,de;q=0.9,en;q=0.8 | de",
                "it,fr;q=0.5,de;q=0.9 | de",
                "zh-Hant-TW | zh",
                "de;q=0,ru;q=0.1 | ru",
                "de;q=0 | en",
                "* | en",
                "evil-Words | en",
                "de\"><b>, ;;q | en",
                "../../etc/passwd | en"
            },
            delimiter = '|')
    void the_best_available_language_is_chosen(String header, String language) {
        assertThat(choose(header == null ? "" : header, "confirm")).isEqualTo(language);
    }

    @Test
    void every_language_has_every_mail() {
        Set<String> ids =
                Set.of(
                        "confirm",
                        "change",
                        "remind",
                        "already-registered",
                        "password-changed",
                        "email-changed",
                        "provider-linked",
                        "email-requested",
                        "provider-removed",
                        "passkey-added",
                        "passkey-removed",
                        "passkey-cloned",
                        "api-key-changed");
        for (String language : Texts.LANGUAGES) {
            for (String id : ids) {
                Texts texts = Texts.in(language);
                String html = texts.html(id, texts.subject(id));
                String text = texts.text(id);
                assertThat(html)
                        .doesNotContainPattern(
                                "\\{(?!action_link|app\\}|expires\\})|font-family:;");
                assertThat(text.contains(Templates.LINK)).isEqualTo(MailConfig.carriesLink(id));
                assertThat(html.contains(Templates.LINK)).isEqualTo(MailConfig.carriesLink(id));
                assertThat(text).isNotEqualTo(language.equals("en") ? "" : inEnglish(id));
            }
        }
    }

    private static String inEnglish(String id) {
        return Texts.in("en").text(id);
    }

    private static String choose(String header, String template) {
        return Languages.choose(header, language -> Templates.exist(template, language));
    }
}
