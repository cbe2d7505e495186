package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns as in a servlet mapping. */
class PathPatternTest {

    private static boolean matches(String pattern, String path) {
        return PathPattern.parse(pattern).orElseThrow().matches(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/*, /",
        "/*, /a/b",
        "/app/*, /app",
        "/app/*, /app/a",
        "/app/*, /APP/a/b.txt",
        "/page, /page",
        "/page/, /page",
        "/Page, /pAGE",
        "*.xhtml, /a/b.xhtml",
        "*.xhtml, /a.XHTML"
    })
    void these_fit(String pattern, String path) {
        assertThat(matches(pattern, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/app/*, /apple",
        "/app/*, /my/app/a",
        "/page, /page/a",
        "/page, /pages",
        "*.xhtml, /a.xhtml/b",
        "*.xhtml, /xhtml"
    })
    void these_do_not(String pattern, String path) {
        assertThat(matches(pattern, path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app", "/", "", "/a*", "/*/a", "*.", "*", "**", "/a b", "//a/*", "/a;b", "/a?b"
            })
    void these_are_none(String text) {
        assertThat(PathPattern.parse(text)).isEmpty();
    }
}
