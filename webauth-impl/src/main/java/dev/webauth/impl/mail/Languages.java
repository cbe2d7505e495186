package dev.webauth.impl.mail;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The language of a mail: of those that there are, the one that the present request likes best. */
@ApplicationScoped
class Languages {

    private static final int LONGEST_HEADER = 500;
    private static final int MOST = 10;

    @Inject WebAuthConfig config;

    /** A language tag; outside a request the configured language, else English. */
    String choose(String template) {
        Optional<String> configured = config.mail().language();
        if (configured.isPresent()) {
            return exists(template, configured.get()) ? configured.get() : Texts.ENGLISH;
        }
        String header =
                CurrentRequest.get()
                        .flatMap(request -> request.header("Accept-Language"))
                        .orElse("");
        return choose(header, template);
    }

    static String choose(String header, String template) {
        return liked(header).stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .filter(language -> language.matches("[a-z]{2,3}"))
                .limit(MOST)
                .filter(language -> exists(template, language))
                .findFirst()
                .orElse(Texts.ENGLISH);
    }

    private static boolean exists(String template, String language) {
        return Texts.has(template) && Texts.LANGUAGES.contains(language)
                || OwnFiles.has(template, language);
    }

    private static List<LanguageRange> liked(String header) {
        if (header.isBlank() || header.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
