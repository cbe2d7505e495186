package dev.webauth.impl.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The library's own texts of one language, and the one layout that shows them. */
final class Texts {

    static final String ENGLISH = "en";
    static final Set<String> LANGUAGES = Set.of(ENGLISH, "de", "fr", "es", "ru", "ja", "zh");

    private static final String FOLDER = "/dev/webauth/mail/";
    private static final String LAYOUT = read("layout.html");
    private static final String BUTTON = read("button.html");
    private static final Map<String, Texts> READ = new ConcurrentHashMap<>();

    private final String language;
    private final Properties texts = new Properties();

    private Texts(String language) {
        this.language = language;
        try {
            texts.load(new StringReader(read("messages_" + language + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** English for a language that the library does not speak. */
    static Texts in(String language) {
        return READ.computeIfAbsent(LANGUAGES.contains(language) ? language : ENGLISH, Texts::new);
    }

    String subject(String id) {
        return part(id, "subject")
                .orElseThrow(() -> new IllegalArgumentException("There is no mail " + id));
    }

    String text(String id) {
        String link =
                part(id, "open").map(open -> open + "\n\n" + Templates.LINK + "\n\n").orElse("");
        return required(id, "first") + "\n\n" + link + required(id, "last") + "\n";
    }

    String html(String id, String subject) {
        String button =
                part(id, "button").map(text -> BUTTON.replace("{label}", escape(text))).orElse("");
        return LAYOUT.replace("{lang}", language)
                .replace("{subject}", escape(subject))
                .replace("{first}", escape(required(id, "first")))
                .replace("{last}", escape(required(id, "last")))
                .replace("{button}", button);
    }

    private Optional<String> part(String id, String part) {
        return Optional.ofNullable(texts.getProperty(id + "." + part));
    }

    private String required(String id, String part) {
        return part(id, part).orElseThrow();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String read(String file) {
        try (InputStream in = Texts.class.getResourceAsStream(FOLDER + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
