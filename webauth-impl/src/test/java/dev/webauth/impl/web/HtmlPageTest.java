package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

    /**
     * A form that is written as plain markup has no token, and the headers of the page would not
     * fit it.
     */
    @Test
    void every_form_of_the_library_is_created_by_the_page() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> forms =
                    sources.filter(source -> source.toString().endsWith(".java"))
                            .filter(HtmlPageTest::hasForm)
                            .map(source -> source.getFileName().toString())
                            .toList();
            assertThat(forms).containsExactly("HtmlPage.java");
        }
    }

    private static boolean hasForm(Path source) {
        try {
            return Files.readString(source).contains("<form");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_form_has_a_token_and_the_page_has_the_headers_that_it_needs() {
        HtmlPage page =
                new HtmlPage("Title", "").form("t\"k", "<button>Go</button>").paragraph("a<b");
        assertThat(page.html())
                .contains("<form method=\"post\">")
                .contains("<input type=\"hidden\" name=\"form_token\" value=\"t&quot;k\">")
                .contains("a&lt;b");
        assertThat(page.policy()).doesNotContain("form-action");
        assertThat(page.referrerPolicy()).isEqualTo("same-origin");
        assertThat(new HtmlPage("Title", "").policy()).contains("form-action 'none'");
        assertThat(new HtmlPage("Title", "").referrerPolicy()).isEqualTo("no-referrer");
    }
}
