package dev.webauth.impl.mail;

import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * What mails say: the configuration's words, else those of {@link OwnFiles}, else {@link Texts}.
 * Nothing but the link is put into them, so nothing that a stranger typed can appear.
 */
@ApplicationScoped
public class Templates {

    static final String LINK = "{action_link}";
    private static final Set<String> WITH_LINK = Set.of("confirm", "change", "remind");

    @Inject WebAuthConfig config;

    /** Whether a mail of that name carries a link. */
    public static boolean carriesLink(String id) {
        return WITH_LINK.contains(id);
    }

    /** Finds at the start what would keep every mail from being sent. */
    public void check() {
        for (String id : WITH_LINK) {
            for (String language : Texts.LANGUAGES) {
                OwnFiles.read(id, language, ".txt");
                OwnFiles.read(id, language, ".html");
            }
        }
    }

    Mail render(MailRow row, String link) {
        String id = row.template();
        String language = row.locale() == null ? Texts.ENGLISH : row.locale();
        Texts texts = Texts.in(language);
        Optional<MailConfig.Template> configured =
                Optional.ofNullable(config.mail().templates().get(id));
        // The subject is the first line of the file.
        Optional<String[]> own = OwnFiles.read(id, language, ".txt").map(file -> split(file));
        String subject =
                configured
                        .flatMap(MailConfig.Template::subject)
                        .or(() -> own.map(parts -> parts[0]))
                        .orElseGet(() -> texts.subject(id))
                        .replaceAll("\\s+", " ");
        String text =
                configured
                        .flatMap(MailConfig.Template::text)
                        .or(() -> own.map(parts -> parts[1]))
                        .orElseGet(() -> texts.text(id));
        String html =
                configured
                        .flatMap(MailConfig.Template::html)
                        .or(() -> OwnFiles.read(id, language, ".html"))
                        .orElseGet(() -> texts.html(id, subject));
        return new Mail(
                language,
                link,
                subject,
                // A blank after the link keeps programs that find links from taking more with it.
                text.replace(LINK, link + " "),
                html.replace(LINK, link));
    }

    private static String[] split(String file) {
        String[] parts = (file.strip() + "\n").split("\\R", 2);
        return new String[] {parts[0].strip(), parts[1].strip() + "\n"};
    }
}
