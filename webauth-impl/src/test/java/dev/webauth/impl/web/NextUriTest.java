package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/dashboard",
                "/a/b?c=d&e=f#g",
                "/search?q=a%20b",
                "/%C3%A9",
                "/a?next=http://x.test/",
                "/100%25",
                "/share?url=https%3A%2F%2Fexample.org%2Fa",
                "/share?url=%2F%2Fevil.test&back=%5C%5Cevil.test",
                "/search?q=a%0Ab%09c%00%7f",
                "/a#/b%2F%2Fc",
                "/a#//evil.test",
                "/?//evil.test",
                "/a/%2e%2e/b",
                "/~bob/"
            })
    void accepts_a_path_of_the_application(String uri) {
        assertThat(NextUri.check(uri)).isEqualTo(uri);
    }

    @Test
    void null_is_accepted_as_no_uri() {
        assertThat(NextUri.check(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.test",
                "///evil.test",
                "///evil",
                "https:evil.test",
                "https://evil.test/",
                "http:/evil.test",
                "/\\evil.test",
                "\\/evil.test",
                "\\\\evil.test",
                "/%09/evil.test",
                "/\t/evil.test",
                "/\n/evil.test",
                "/%0a/evil.test",
                "/%0d%0aSet-Cookie:a=b",
                "/a\r\nSet-Cookie: a=b",
                "/%2F%2Fevil",
                "/%2fevil.test",
                "/%5cevil.test",
                "/%5Cevil.test",
                "/./evil.test/",
                "/%2e/evil.test/",
                "/%2E%2e//evil.test",
                "/.%2fevil.test",
                "/a%2f%2fevil.test",
                "/a%5cb",
                "/%09?x=1",
                "/..//evil.test",
                "/.//evil.test",
                "javascript:alert(1)",
                "data:text/html,x",
                "http://app.test@evil.test",
                "http://app.test.evil.test",
                "evil.test",
                "dashboard",
                "",
                " /dashboard",
                "/dash board",
                "/\u0000",
                "/%00",
                "/é",
                "?x=1",
                "#x",
                "./x",
                "../x"
            })
    @Tag("WEB-01")
    void refuses_everything_but_a_local_path(String uri) {
        assertThatThrownBy(() -> NextUri.check(uri))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.code()).isEqualTo("next_uri_not_local"));
    }

    @Test
    void accepts_at_most_two_kilobytes() {
        assertThat(NextUri.check("/" + "a".repeat(2047))).hasSize(2048);
        assertThatThrownBy(() -> NextUri.check("/" + "a".repeat(2048)))
                .isInstanceOf(InvalidInputException.class);
    }
}
