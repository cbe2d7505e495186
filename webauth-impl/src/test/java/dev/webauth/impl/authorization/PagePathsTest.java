package dev.webauth.impl.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings of one path. */
class PagePathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/page",
                "/app/page/",
                "//app//page",
                "/app;jsessionid=1/page",
                "/app/page;a=b;c",
                "/;x/app/page",
                "/app/./page",
                "/open/../app/page",
                "/open/..;x/app/page",
                "/%61pp/page",
                "/%2561pp/page",
                "/app%2fpage",
                "/app%5Cpage",
                "\\app\\page",
                "/open/%2e%2e/app/page",
                "/open%2f..%2fapp/page",
                "/open/%252e%252e/app/page",
                "/app%3Bx/page",
                "/../app/page"
            })
    void all_are_read_as_the_same(String spelling) {
        assertThat(PagePaths.plain(spelling)).isEqualTo("/app/page");
    }
}
