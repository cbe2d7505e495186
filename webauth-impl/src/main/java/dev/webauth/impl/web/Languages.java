package dev.webauth.impl.web;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses the language of a page or a mail: the configured one; else, of those with texts, the one
 * that the current request prefers; else English.
 */
@ApplicationScoped
public class Languages {

    public static final String ENGLISH = "en";

    /** The languages in which the library has all texts. */
    public static final Set<String> OF_LIBRARY =
            Set.of(ENGLISH, "de", "fr", "es", "ru", "ja", "zh");

    private static final int MAX_HEADER_LENGTH = 500;
    private static final int MAX_LANGUAGES = 10;

    @Inject WebAuthConfig config;

    /** The texts of pages and refusals for the current request. */
    public PageTexts pageTexts() {
        Map<String, String> values =
                Map.of(
                        "app",
                        config.appName(),
                        "password_min",
                        String.valueOf(config.passwordMinLength()));
        return new PageTexts(choose(config.language(), PageTexts::exist), values);
    }

    /**
     * Whether the page depends on the request's language, so that caches must separate languages.
     */
    boolean depends() {
        return config.language().isEmpty();
    }

    /**
     * Chooses among the languages with texts.
     *
     * @param configured the configured language, which is then the only one
     * @param exist whether there are texts in a language
     */
    public String choose(Optional<String> configured, Predicate<String> exist) {
        if (configured.isPresent()) {
            return configured.filter(exist).orElse(ENGLISH);
        }
        String header =
                CurrentRequest.get()
                        .flatMap(request -> request.header("Accept-Language"))
                        .orElse("");
        return choose(header, exist);
    }

    /** Chooses by the header {@code Accept-Language} (RFC 9110, 12.5.4). */
    public static String choose(String header, Predicate<String> exist) {
        return preferred(header).stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .filter(language -> language.matches("[a-z]{2,3}"))
                .limit(MAX_LANGUAGES)
                .filter(exist)
                .findFirst()
                .orElse(ENGLISH);
    }

    private static List<LanguageRange> preferred(String header) {
        if (header.isBlank() || header.length() > MAX_HEADER_LENGTH) {
            return List.of();
        }
        try {
            return LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
