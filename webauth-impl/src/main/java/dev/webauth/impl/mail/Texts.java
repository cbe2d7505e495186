package dev.webauth.impl.mail;

import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.web.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The library's own texts in one language, and the layout of the HTML part. */
final class Texts {

    static final String ENGLISH = Languages.ENGLISH;
    static final Set<String> LANGUAGES = Languages.OF_LIBRARY;

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

    /** The texts in a language; in English if the library does not have it. */
    static Texts in(String language) {
        return READ.computeIfAbsent(LANGUAGES.contains(language) ? language : ENGLISH, Texts::new);
    }

    /** The ids of the library's mails. */
    Set<String> ids() {
        return texts.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".subject"))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
    }

    String subject(String id) {
        return part(id, "subject")
                .orElseThrow(() -> new IllegalArgumentException("There is no mail " + id));
    }

    String text(String id) {
        String link =
                part(id, "open").map(open -> open + "\n\n" + Templates.LINK + "\n\n").orElse("");
        return required(id, "first") + "\n\n" + link + last(id) + "\n";
    }

    String html(String id, String subject) {
        String button =
                part(id, "button").map(text -> BUTTON.replace("{label}", escape(text))).orElse("");
        return LAYOUT.replace("{lang}", language)
                .replace("{subject}", escape(subject))
                .replace("{first}", escape(required(id, "first")))
                .replace("{last}", escape(last(id)))
                .replace("{button}", button);
    }

    private String last(String id) {
        String last = required(id, "last");
        return MailConfig.carriesLink(id) ? texts.getProperty("link.life") + " " + last : last;
    }

    /** A duration in words, in its two largest units, such as {@code 24 hours}. */
    String duration(Duration time) {
        boolean days = time.compareTo(Duration.ofDays(2)) >= 0;
        return Stream.of(
                        unit("days", days ? time.toDays() : 0),
                        unit("hours", days ? time.toHoursPart() : time.toHours()),
                        unit("minutes", time.toMinutesPart()),
                        unit("seconds", time.toSecondsPart()))
                .filter(words -> !words.isEmpty())
                .limit(2)
                .collect(Collectors.joining(" "));
    }

    private String unit(String unit, long number) {
        String[] forms = texts.getProperty("unit." + unit).split("\\|");
        return number == 0
                ? ""
                : forms[plural(number, forms.length)].replace("#", String.valueOf(number));
    }

    /** The index of the plural form for a number, in a language with one, two or three forms. */
    private static int plural(long number, int forms) {
        if (forms < 3) {
            return number == 1 ? 0 : forms - 1;
        }
        boolean teen = number % 100 / 10 == 1;
        if (number % 10 == 1 && !teen) {
            return 0;
        }
        return number % 10 >= 2 && number % 10 <= 4 && !teen ? 1 : 2;
    }

    /** Whether the library has a mail with this id. */
    static boolean has(String id) {
        return in(ENGLISH).part(id, "subject").isPresent();
    }

    private Optional<String> part(String id, String part) {
        return Optional.ofNullable(texts.getProperty(id + "." + part));
    }

    private String required(String id, String part) {
        return part(id, part).orElseThrow();
    }

    static String escape(String text) {
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
