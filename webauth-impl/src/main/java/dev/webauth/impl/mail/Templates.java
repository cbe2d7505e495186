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
 * The texts of mails: from the configuration, else from {@link OwnFiles}, else from {@link Texts}.
 * Only the link, its lifetime and names from the configuration are inserted, so that no text typed
 * by a stranger can appear.
 */
@ApplicationScoped
public class Templates {

    static final String LINK = "{action_link}";
    private static final String APP = "{app}";
    private static final String EXPIRES = "{expires}";
    private static final String PROVIDERS = "{providers}";

    /** A header line can be broken between words only and has at most 998 octets. */
    private static final int MAX_SUBJECT_WORD_LENGTH = 500;

    @Inject WebAuthConfig config;

    /** The texts of one mail, with placeholders. */
    private record Words(String subject, String text, String html) {}

    /** Whether a mail with this id exists and carries a link. */
    public boolean isLinkMail(String id) {
        return MailConfig.isId(id) && MailConfig.carriesLink(id) && exists(id);
    }

    /** Whether the library or the application has texts of a mail in a language. */
    static boolean exist(String id, String language) {
        return Texts.has(id) && Texts.LANGUAGES.contains(language) || OwnFiles.has(id, language);
    }

    private boolean exists(String id) {
        String language = config.mail().language().orElse(Texts.ENGLISH);
        return words(id, language).or(() -> words(id, Texts.ENGLISH)).isPresent();
    }

    /** Checks at the start what would prevent mails from being sent. */
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

    /** The keys of mails with texts. Keys of other mails have no effect. */
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
                // The blank ends the link: mail programs that detect links would else include what
                // follows.
                filled(words.text(), link + " ", life, app).replace(PROVIDERS, providers),
                filled(words.html(), link, life, Texts.escape(app))
                        .replace(PROVIDERS, Texts.escape(providers)));
    }

    /** Inserts the values. The name comes last, so that nothing in it counts as a placeholder. */
    private static String filled(String text, String link, String life, String app) {
        return text.replace(LINK, link).replace(EXPIRES, life).replace(APP, app);
    }

    private Optional<Words> words(String id, String language) {
        MailConfig.Template configured = config.mail().template(id);
        Optional<Texts> library =
                Texts.has(id) ? Optional.of(Texts.in(language)) : Optional.empty();
        // The first line of the file is the subject.
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
