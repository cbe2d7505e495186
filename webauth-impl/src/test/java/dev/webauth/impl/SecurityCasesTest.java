package dev.webauth.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/security-cases.md} with the ids in the tags of all tests. Reads the sources,
 * because this module does not see the classes of the others.
 */
class SecurityCasesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([A-Z]{3}-\\d\\d) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]{3}-\\d\\d)\"\\)");
    private static final Pattern ID_IN_NAME = Pattern.compile("void (([a-z]{3})_(\\d\\d)_\\w*)\\(");
    private static final String UNTESTED = "No test: ";

    private final Map<String, String> rows = rows();
    private final String tests = tests();

    @Test
    void every_id_of_a_tag_is_on_the_page() {
        assertThat(tagged()).hasSizeGreaterThan(150);
        assertThat(rows.keySet()).containsAll(tagged());
    }

    @Test
    void every_row_has_a_test_or_says_why_it_has_none() {
        Set<String> expected = new TreeSet<>(rows.keySet());
        expected.removeIf(id -> rows.get(id).contains(UNTESTED));
        assertThat(tagged()).containsAll(expected);
    }

    @Test
    void no_row_with_a_test_says_that_it_has_none() {
        assertThat(tagged()).noneMatch(id -> rows.getOrDefault(id, "").contains(UNTESTED));
    }

    @Test
    void an_id_is_in_a_tag_and_not_in_the_name_of_a_test() {
        assertThat(ID_IN_NAME.matcher(tests).results())
                .filteredOn(name -> rows.containsKey(id(name.group(2), name.group(3))))
                .extracting(name -> name.group(1))
                .isEmpty();
    }

    private static String id(String group, String number) {
        return group.toUpperCase(Locale.ROOT) + "-" + number;
    }

    private Set<String> tagged() {
        return TAG.matcher(tests)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(text(ROOT.resolve("docs/security-cases.md")))
                .results()
                .forEach(
                        row ->
                                assertThat(rows.put(row.group(1), row.group(3)))
                                        .as("another row of " + row.group(1))
                                        .isNull());
        return rows;
    }

    private static String tests() {
        return Stream.of("webauth-impl", "webauth-it", "webauth-demo")
                .flatMap(module -> filesBelow(ROOT.resolve(module).resolve("src/test/java")))
                .filter(file -> file.toString().endsWith(".java"))
                .map(SecurityCasesTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> filesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
