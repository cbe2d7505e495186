package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.web.Languages;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail texts of the application, which replace those of the library. */
class OwnFilesTest {

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "email.change.subject", "By configuration", "app-name", "Acme & Söhne");

    @TempDir Path war;

    private ClassLoader before;

    @BeforeEach
    void deploy() throws IOException {
        before = Thread.currentThread().getContextClassLoader();
        Files.createDirectories(war.resolve("webauth/mail"));
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(new URL[] {war.toUri().toURL()}, before));
    }

    @AfterEach
    void undeploy() throws IOException {
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    private void file(String name, String text) {
        try {
            Files.writeString(war.resolve("webauth/mail/" + name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mail rendered(String id, String language) {
        MailRow row = new MailRow(null, "<1@x>", "a@x.test", id, language, (OffsetDateTime) null);
        return APP.bean(Templates.class).render(row, "https://x/1");
    }

    @Test
    void a_file_for_the_language_overrides_one_for_all_languages_and_that_overrides_the_library() {
        file("remind.txt", "For all\n\nHere: {action_link}\n");
        file("remind_de.txt", "Für Deutsche\n\nHier: {action_link}\n");
        assertThat(rendered("remind", "de").subject()).isEqualTo("Für Deutsche");
        assertThat(rendered("remind", "de").text()).isEqualTo("Hier: https://x/1 \n");
        assertThat(rendered("remind", "fr").subject()).isEqualTo("For all");
        assertThat(rendered("remind", "fr").html()).contains("<html lang=\"fr\">");
        assertThat(rendered("confirm", "de").subject()).startsWith("Bitte");
    }

    @Test
    void the_configuration_overrides_files() {
        file("change.txt", "By file\nText of the file: {action_link}");
        assertThat(rendered("change", "de").subject()).isEqualTo("By configuration");
        assertThat(rendered("change", "de").text()).startsWith("Text of the file");
    }

    @Test
    void files_can_add_a_language() {
        assertThat(choose("it,de;q=0.5", "remind")).isEqualTo("de");
        file("remind_it.txt", "Il tuo link\n{action_link}");
        file("remind_it.html", "<p lang=\"it\">{action_link}");
        assertThat(choose("it,de;q=0.5", "remind")).isEqualTo("it");
        assertThat(rendered("remind", "it").html()).isEqualTo("<p lang=\"it\">https://x/1");
    }

    @Test
    void a_file_without_the_link_stops_the_deployment_and_is_named() {
        file("confirm_de.html", "<p>Forgot it");
        assertThatThrownBy(() -> APP.bean(Templates.class).check())
                .hasMessageContaining("webauth/mail/confirm_de.html")
                .hasMessageContaining("{action_link}");
    }

    @Test
    void an_application_can_define_its_own_mails() {
        FakeBrowser anna = APP.confirmed("a@x.test", "correct horse");
        long id = anna.asks(WebAuth::getUserId).orElseThrow();
        file("invitation.txt", "Join {app}\nWithin {expires}: {action_link}\n");
        file("invitation.html", "<p>{app}, {expires}: <a href=\"{action_link}\">join</a>");
        file("invitation_de.txt", "Einladung\nBinnen {expires}: {action_link}\n");
        file("invitation_de.html", "<p>{action_link}");
        anna.calls(
                webauth ->
                        webauth.confirmEmailOwnership(
                                "b@x.test", id, "/", "account.confirm", "invitation"));
        Mail mail = APP.mails("b@x.test").get(0).mail();
        assertThat(mail.subject()).isEqualTo("Join Acme & Söhne");
        assertThat(mail.text()).startsWith("Within 24 hours: " + mail.link() + " ");
        assertThat(mail.html())
                .isEqualTo(
                        "<p>Acme &amp; Söhne, 24 hours: <a href=\"" + mail.link() + "\">join</a>");
        assertThat(choose("fr,de;q=0.5", "invitation")).isEqualTo("de");
        assertThat(choose("fr", "invitation")).isEqualTo("en");
    }

    @Test
    void an_own_mail_can_be_in_the_configuration() {
        TestApplication configured =
                TestApplication.with(
                                "email.team-invitation.subject", "Join",
                                "email.team-invitation.text", "{expires} {action_link}",
                                "email.team-invitation.html", "<p>{action_link}",
                                "email.team-invitation.expires", "PT90M")
                        .start();
        FakeBrowser anna = configured.confirmed("a@x.test", "correct horse");
        long id = anna.asks(WebAuth::getUserId).orElseThrow();
        anna.calls(
                webauth ->
                        webauth.confirmEmailOwnership(
                                "b@x.test", id, "/", "account.confirm", "team-invitation"));
        Mail mail = configured.mails("b@x.test").get(0).mail();
        assertThat(mail.text()).startsWith("1 hour 30 minutes http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"invitation", "password-changed", "", "../confirm", "confirm_de", "Confirm"})
    void a_mail_without_texts_or_without_a_link_is_refused(String template) {
        FakeBrowser anna = APP.confirmed("a@x.test", "correct horse");
        long id = anna.asks(WebAuth::getUserId).orElseThrow();
        file("invitation.txt", "No HTML\n{action_link}\n");
        assertThatThrownBy(
                        () ->
                                anna.calls(
                                        webauth ->
                                                webauth.confirmEmailOwnership(
                                                        "b@x.test",
                                                        id,
                                                        "/",
                                                        "account.confirm",
                                                        template)))
                .hasMessageContaining("There are no texts for the mail \"" + template + "\"");
    }

    private static String choose(String header, String template) {
        return Languages.choose(header, language -> Templates.exist(template, language));
    }
}
