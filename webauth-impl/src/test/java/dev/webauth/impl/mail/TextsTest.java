package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mail texts of the library. */
class TextsTest {

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with("app-name", "Acme {action_link} <b>", "email.language", "de");

    @RegisterExtension
    static final TestApplication BY_HOST =
            TestApplication.with("public-url", "https://app.example.org/x", "dev-mode", "false");

    private static Mail rendered(TestApplication app, String id, String language) {
        MailRow row = new MailRow(null, "<1@x>", "a@x.test", id, language, null);
        if (MailConfig.carriesLink(id)) {
            row.carry("sealed", "digest", Duration.ofHours(2).toSeconds());
        }
        return app.bean(Templates.class)
                .render(row, MailConfig.carriesLink(id) ? "https://x/1" : "");
    }

    @Test
    void every_mail_names_the_application_and_the_life_of_its_link() {
        for (String language : Texts.LANGUAGES) {
            for (String id :
                    BY_HOST.bean(dev.webauth.impl.config.WebAuthConfig.class).mail().ids()) {
                Mail mail = rendered(BY_HOST, id, language);
                String life = Texts.in(language).duration(Duration.ofHours(2));
                assertThat(mail.text()).as(language + id).contains("app.example.org");
                assertThat(mail.html()).as(language + id).contains("app.example.org");
                assertThat(mail.text().contains(life)).isEqualTo(MailConfig.carriesLink(id));
                assertThat(mail.html().contains(life)).isEqualTo(MailConfig.carriesLink(id));
                assertThat(mail.text() + mail.html()).doesNotContain("{app}", "{expires}");
                if (MailConfig.carriesLink(id)) {
                    assertThat(mail.text().indexOf("http"))
                            .isEqualTo(mail.text().indexOf("https://x/1 "));
                }
            }
        }
    }

    @Test
    void every_mail_of_the_library_can_be_configured() {
        for (String id : TestApplication.config().mail().ids()) {
            assertThat(Texts.has(id)).as(id).isTrue();
            assertThat(Texts.in("en").text(id).contains(Templates.LINK))
                    .isEqualTo(MailConfig.carriesLink(id));
        }
        Set<String> subjects = Texts.in("en").ids();
        assertThat(TestApplication.config().mail().ids()).isEqualTo(subjects);
    }

    @Test
    void placeholders_in_the_application_name_are_not_replaced() {
        Mail mail = rendered(APP, "confirm", "en");
        assertThat(mail.text()).contains("Acme {action_link} <b>").containsOnlyOnce("https://x/1");
        assertThat(mail.html()).contains("Acme {action_link} &lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void the_configured_language_overrides_that_of_the_browser() {
        APP.browser()
                .with("Accept-Language", "fr")
                .calls(webauth -> webauth.register("a@x.test", "correct horse"));
        assertThat(APP.mails("a@x.test").get(0).mail().language()).isEqualTo("de");
    }

    @ParameterizedTest
    @CsvSource({
        "en, PT24H, 24 hours",
        "en, PT1H, 1 hour",
        "en, PT90M, 1 hour 30 minutes",
        "en, P2D, 2 days",
        "en, PT49H, 2 days 1 hour",
        "en, PT45S, 45 seconds",
        "en, PT1M, 1 minute",
        "de, PT24H, 24 Stunden",
        "de, PT1H, 1 Stunde",
        "fr, P3D, 3 jours",
        "es, PT2H, 2 horas",
        "ru, PT1H, 1 час",
        "ru, PT24H, 24 часа",
        "ru, PT5H, 5 часов",
        "ru, PT12M, 12 минут",
        "ru, PT21M, 21 минуту",
        "ru, P22D, 22 дня",
        "ja, PT24H, 24時間",
        "zh, PT30M, 30 分钟"
    })
    void a_duration_is_written_in_the_language_of_the_mail(
            String language, Duration time, String words) {
        assertThat(Texts.in(language).duration(time)).isEqualTo(words);
    }
}
