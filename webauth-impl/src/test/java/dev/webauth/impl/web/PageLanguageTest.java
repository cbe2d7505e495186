package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages and refusals speak the visitor's language, or what the application says instead. */
class PageLanguageTest {

    private static final String LOG_OUT = "/auth/logout";

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with("app-name", "Acme <{password_min}>", "password.min-length", "9");

    @RegisterExtension static final TestApplication GERMAN = TestApplication.with("language", "de");

    @TempDir Path war;

    private ClassLoader before;

    @BeforeEach
    void deploy() throws IOException {
        before = Thread.currentThread().getContextClassLoader();
        Files.createDirectories(war.resolve("webauth"));
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(new URL[] {war.toUri().toURL()}, before));
    }

    @AfterEach
    void undeploy() throws IOException {
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(war.resolve("webauth/" + name), text);
    }

    private static Answer logOutPage(TestApplication app, String accepted) {
        return app.browser()
                .with("Accept-Language", accepted)
                .with("Sec-Fetch-Site", "cross-site")
                .get(LOG_OUT);
    }

    @ParameterizedTest
    @CsvSource({
        "'de-AT,de;q=0.9,en;q=0.8', de, Möchten Sie sich abmelden?",
        "'xx,fr;q=0.3,es;q=0.5', es, ¿Quiere cerrar la sesión?",
        "fr-CA, fr, Voulez-vous vous déconnecter",
        "ru, ru, Вы хотите выйти?",
        "zh-Hant-TW, zh, 您要退出登录吗",
        "ja, ja, ログアウトしますか",
        "'de;q=0,en', en, Do you want to log out?",
        "'<script>', en, Do you want to log out?",
        ", en, Do you want to log out?"
    })
    void a_page_is_in_the_language_that_the_browser_prefers(
            String accepted, String language, String text) {
        Answer page = logOutPage(APP, accepted);
        assertThat(page.body()).contains("<html lang=\"" + language + "\">", text);
        assertThat(page.header("Content-Language")).isEqualTo(language);
        assertThat(page.header("Vary")).isEqualTo("Accept-Language");
    }

    @Test
    void a_configured_language_is_that_of_every_page() {
        Answer page = logOutPage(GERMAN, "fr");
        assertThat(page.body()).contains("<html lang=\"de\">", "Abmelden");
        assertThat(page.header("Vary")).isNull();
    }

    @Test
    void a_configured_language_is_that_of_mails_as_well() {
        GERMAN.browser()
                .with("Accept-Language", "fr")
                .calls(webauth -> webauth.register("a@x.test", "correct horse"));
        assertThat(GERMAN.mails("a@x.test").get(0).mail().language()).isEqualTo("de");
    }

    @Test
    void an_error_page_of_a_route_is_in_the_language_of_the_browser() {
        FakeBrowser german = APP.browser().with("Accept-Language", "de");
        assertThat(german.get("/auth/nothing").body()).contains("Diese Seite gibt es nicht.");
        assertThat(german.get("/auth/confirm/x").body()).contains("nicht mehr gültig");
        assertThat(german.get("/auth/reauthenticate").body())
                .contains("<html lang=\"de\">", "Bitte melden Sie sich zuerst an.");
    }

    @Test
    void a_refusal_has_a_text_for_the_visitor_and_a_message_for_the_developer() {
        WebAuthException refusal = new InvalidInputException("password_too_short", "In English");
        Response problem = response("de", refusal, false);
        assertThat(problem.getEntity().toString())
                .contains(
                        "\"title\":\"Das ist so nicht möglich\"",
                        "\"detail\":\"Das Passwort muss mindestens 9 Zeichen lang sein.\"",
                        "\"code\":\"password_too_short\"");
        assertThat(problem.getHeaderString("Content-Language")).isEqualTo("de");
        assertThat(problem.getHeaderString("Vary")).isEqualTo("Accept-Language");
        assertThat(response("ja", refusal, true).getEntity().toString())
                .contains("<html lang=\"ja\">", "パスワードは 9 文字以上にしてください。");
    }

    @Test
    void a_code_of_the_application_shows_its_message_or_the_applications_text() throws IOException {
        WebAuthException refusal = new AccessDeniedException("quota", "Over <quota>");
        assertThat(response("de", refusal, true).getEntity().toString())
                .contains("Over &lt;quota&gt;");
        file("pages_de.properties", "refusal.quota=Kontingent von {app} erschöpft & vorbei\n");
        assertThat(response("de", refusal, true).getEntity().toString())
                // A name is text: neither markup nor a placeholder.
                .contains("Kontingent von Acme &lt;{password_min}&gt; erschöpft &amp; vorbei");
        assertThat(response("fr", refusal, false).getEntity().toString()).contains("Over <quota>");
    }

    private static Response response(String language, WebAuthException refusal, boolean html) {
        Response[] response = new Response[1];
        APP.browser()
                .with("Accept-Language", language)
                .calls(webauth -> response[0] = APP.bean(Refusals.class).response(refusal, html));
        return response[0];
    }

    @Test
    void the_applications_texts_win() throws IOException {
        file("pages.properties", "login.logout.text=For all\nlogin.logout.title=All\n");
        file("pages_de.properties", "login.logout.text=Für Deutsche\n");
        assertThat(logOutPage(APP, "de").body()).contains("Für Deutsche", "<h1>All</h1>");
        assertThat(logOutPage(APP, "fr").body()).contains("For all", "Se déconnecter");
    }

    @Test
    void the_application_brings_a_language_that_the_library_does_not_have() throws IOException {
        assertThat(logOutPage(APP, "it,de;q=0.5").header("Content-Language")).isEqualTo("de");
        file("pages_it.properties", "login.logout.text=Vuole uscire?\n");
        Answer page = logOutPage(APP, "it,de;q=0.5");
        assertThat(page.header("Content-Language")).isEqualTo("it");
        // What it leaves out is in English.
        assertThat(page.body()).contains("<html lang=\"it\">", "Vuole uscire?", "Log out");
    }
}
