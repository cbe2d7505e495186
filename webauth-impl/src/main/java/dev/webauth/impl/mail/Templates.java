package dev.webauth.impl.mail;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What mails say: the configuration's words, else those of {@link OwnFiles}, else {@link Texts}.
 * Only the link, its life and names from the configuration are put into them, so that nothing a
 * stranger typed can appear.
 */
@ApplicationScoped
public class Templates {

    static final String LINK = "{action_link}";
    private static final String APP = "{app}";
    private static final String EXPIRES = "{expires}";
    private static final String PROVIDERS = "{providers}";

    /** A header is folded between words only; a line has at most 998 octets. */
    private static final int MAX_SUBJECT_WORD_LENGTH = 500;

    @Inject WebAuthConfig config;

    /** The texts of one mail with their placeholders. */
    private record Words(String subject, String text, String html) {}

    /** Whether a mail with a link has texts, from the library or from the application. */
    public boolean isLinkMail(String id) {
        return MailConfig.isId(id) && MailConfig.carriesLink(id) && exists(id);
    }

    /** Whether a mail has texts in a language, from the library or from the application. */
    static boolean exist(String id, String language) {
        return Texts.has(id) && Texts.LANGUAGES.contains(language) || OwnFiles.has(id, language);
    }

    private boolean exists(String id) {
        String language = config.mail().language().orElse(Texts.ENGLISH);
        return words(id, language).or(() -> words(id, Texts.ENGLISH)).isPresent();
    }

    /** Finds at the start what would keep mails from being sent. */
    public void check() {
        for (String id : config.mail().ids()) {
            for (String language : Texts.LANGUAGES) {
                words(id, language).ifPresent(words -> checkSubject(id, words));
            }
        }
    }

    private void checkSubject(String id, Words words) {
        String longest = "\\S{" + (MAX_SUBJECT_WORD_LENGTH + 1) + "}";
        String subject = filled(words.subject(), "", "", config.appName());
        if (Pattern.compile(longest).matcher(subject).find()) {
            String key = "webauth.email." + id + ".subject";
            boolean configured = config.mail().template(id).subject().isPresent();
            throw new ConfigurationException(
                    configured ? key : "The first line of webauth/mail/" + id + "*.txt",
                    "has a word of more than "
                            + MAX_SUBJECT_WORD_LENGTH
                            + " characters, which no mail can carry as its subject");
        }
    }

    /** The keys of mails with texts; those of any other mail have no effect. */
    public Set<String> knownKeys() {
        Set<String> keys = new TreeSet<>();
        config.mail().ids().stream()
                .filter(this::exists)
                .forEach(id -> keys.addAll(MailConfig.keys(id)));
        return keys;
    }

    Mail render(MailRow row, String link) {
        String id = row.template();
        String language = row.locale() == null ? Texts.ENGLISH : row.locale();
        Words words =
                words(id, language)
                        .or(() -> words(id, Texts.ENGLISH))
                        .orElseThrow(() -> new IllegalArgumentException("There is no mail " + id));
        String life =
                row.linkSeconds() == null
                        ? ""
                        : Texts.in(language).duration(Duration.ofSeconds(row.linkSeconds()));
        String app = config.appName();
        String providers = row.providers() == null ? "-" : row.providers();
        return new Mail(
                language,
                link,
                filled(words.subject(), "", life, app).replaceAll("\\s+", " "),
                // A blank after the link keeps programs that find links from taking more with it.
                filled(words.text(), link + " ", life, app).replace(PROVIDERS, providers),
                filled(words.html(), link, life, Texts.escape(app))
                        .replace(PROVIDERS, Texts.escape(providers)));
    }

    /** The name comes last: what it holds is never taken for a placeholder. */
    private static String filled(String text, String link, String life, String app) {
        return text.replace(LINK, link).replace(EXPIRES, life).replace(APP, app);
    }

    private Optional<Words> words(String id, String language) {
        MailConfig.Template configured = config.mail().template(id);
        Optional<Texts> library =
                Texts.has(id) ? Optional.of(Texts.in(language)) : Optional.empty();
        // The subject is the first line of the file.
        Optional<String[]> own = OwnFiles.read(id, language, ".txt").map(file -> split(file));
        Optional<String> subject =
                configured
                        .subject()
                        .or(() -> own.map(parts -> parts[0]))
                        .or(() -> library.map(texts -> texts.subject(id)));
        Optional<String> text =
                configured
                        .text()
                        .or(() -> own.map(parts -> parts[1]))
                        .or(() -> library.map(texts -> texts.text(id)));
        Optional<String> html =
                configured
                        .html()
                        .or(() -> OwnFiles.read(id, language, ".html"))
                        .or(() -> library.map(texts -> texts.html(id, subject.orElseThrow())));
        return subject.isPresent() && text.isPresent() && html.isPresent()
                ? Optional.of(new Words(subject.get(), text.get(), html.get()))
                : Optional.empty();
    }

    private static String[] split(String file) {
        String[] parts = (file.strip() + "\n").split("\\R", 2);
        return new String[] {parts[0].strip(), parts[1].strip() + "\n"};
    }
}
