package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files {@code dev/webauth/pages/*.properties}. */
class PageTextsTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/webauth/pages");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*\\}");
    private static final Set<String> COMMON = Set.of("{app}", "{password_min}");

    private static Properties texts(String feature, String language) throws IOException {
        Properties texts = new Properties();
        try (Reader in =
                Files.newBufferedReader(FOLDER.resolve(feature + "_" + language + ".properties"))) {
            texts.load(in);
        }
        return texts;
    }

    private static Set<String> features() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("_.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(name -> !COMMON.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_language_has_every_text_with_the_same_placeholders() throws IOException {
        assertThat(features()).contains("web", "refusal", "link");
        for (String feature : features()) {
            Properties english = texts(feature, "en");
            for (String language : Languages.OF_LIBRARY) {
                Properties texts = texts(feature, language);
                assertThat(texts.stringPropertyNames())
                        .as(feature + "_" + language)
                        .isEqualTo(english.stringPropertyNames());
                for (String key : english.stringPropertyNames()) {
                    String text = texts.getProperty(key);
                    assertThat(text).as(language + " " + key).isNotBlank().doesNotContain("<");
                    assertThat(placeholders(text))
                            .as(language + " " + key)
                            .isEqualTo(placeholders(english.getProperty(key)));
                    assertThat(key).startsWith(feature + ".");
                }
            }
        }
    }

    @Test
    void no_two_languages_have_the_same_sentences() throws IOException {
        for (String feature : features()) {
            List<String> sentences = new ArrayList<>();
            for (String language : Languages.OF_LIBRARY) {
                texts(feature, language).values().stream()
                        .map(String::valueOf)
                        .filter(text -> text.length() > 20)
                        .distinct()
                        .forEach(sentences::add);
            }
            assertThat(sentences).as(feature).doesNotHaveDuplicates();
        }
    }

    /** One that a change left behind would be translated for ever. */
    @Test
    void every_text_of_a_page_is_used() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            sources = all.toString();
        }
        for (String feature : features()) {
            for (String key : texts(feature, "en").stringPropertyNames()) {
                // A page's own keys, such as KEY.title, are made of the key and a part.
                boolean used =
                        sources.contains("\"" + key + "\"")
                                || sources.contains("\"" + key.replaceFirst("\\.[^.]+$", "") + "\"")
                                || sources.contains("\"" + key.replaceFirst("[^.]+$", "") + "\"");
                assertThat(used).as(key).isTrue();
            }
        }
    }
}
