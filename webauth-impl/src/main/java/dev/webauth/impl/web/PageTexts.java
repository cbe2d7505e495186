package dev.webauth.impl.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of pages and refusals in one language. The first segment of a key names the file:
 * {@code link.missing.title} is in {@code dev/webauth/pages/link_de.properties}, so that a feature
 * adds its own files. The application's {@code webauth/pages_de.properties} and {@code
 * webauth/pages.properties} override them.
 *
 * <p>Texts are not HTML and must be escaped for a page.
 */
public final class PageTexts {

    private static final String FOLDER = "/dev/webauth/pages/";
    private static final String OWN = "webauth/pages";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)\\}");
    private static final Map<String, Properties> LIBRARY = new ConcurrentHashMap<>();

    private final String language;
    private final Map<String, String> common;
    private List<Properties> own;

    /**
     * Creates the texts. Files are read on first use, because most requests need no text.
     *
     * @param common values that can be inserted into any text, by placeholder
     */
    PageTexts(String language, Map<String, String> common) {
        this.language = language;
        this.common = common;
    }

    /** Whether the library or the application has texts in a language. */
    static boolean exist(String language) {
        return Languages.OF_LIBRARY.contains(language) || url(OWN + "_" + language).isPresent();
    }

    /** The language tag of these texts. */
    public String language() {
        return language;
    }

    /**
     * A text with its placeholders filled in.
     *
     * @param values names of placeholders, each followed by its value
     * @throws IllegalArgumentException if there is no such text
     */
    public String text(String key, String... values) {
        return find(key, values)
                .orElseThrow(() -> new IllegalArgumentException("There is no text " + key));
    }

    /** The same as {@link #text}; empty if there is no such text. */
    public Optional<String> find(String key, String... values) {
        Map<String, String> all = new HashMap<>(common);
        for (int i = 0; i < values.length; i += 2) {
            all.put(values[i], values[i + 1]);
        }
        return raw(key).map(text -> fill(text, all));
    }

    /** Fills in one pass, so that nothing in a value counts as a placeholder. */
    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        (MatchResult found) ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(found.group(1), found.group())));
    }

    private Optional<String> raw(String key) {
        for (Properties texts : own()) {
            if (texts.getProperty(key) != null) {
                return Optional.of(texts.getProperty(key));
            }
        }
        String file = FOLDER + key.substring(0, key.indexOf('.')) + "_";
        String known = Languages.OF_LIBRARY.contains(language) ? language : Languages.ENGLISH;
        return Optional.ofNullable(library(file + known).getProperty(key))
                .or(() -> Optional.ofNullable(library(file + Languages.ENGLISH).getProperty(key)));
    }

    /**
     * The application's texts; the file in this language comes before the one for all languages.
     */
    private List<Properties> own() {
        if (own == null) {
            List<Properties> found = new ArrayList<>();
            url(OWN + "_" + language).map(PageTexts::read).ifPresent(found::add);
            url(OWN).map(PageTexts::read).ifPresent(found::add);
            own = found;
        }
        return own;
    }

    private static Properties library(String file) {
        return LIBRARY.computeIfAbsent(
                file,
                name ->
                        Optional.ofNullable(PageTexts.class.getResource(name + ".properties"))
                                .map(PageTexts::read)
                                .orElseGet(Properties::new));
    }

    private static Optional<URL> url(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = application == null ? PageTexts.class.getClassLoader() : application;
        return Optional.ofNullable(loader.getResource(name + ".properties"));
    }

    private static Properties read(URL url) {
        Properties texts = new Properties();
        try (InputStream in = url.openStream()) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
