package dev.webauth.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void text_is_escaped() {
        Html page = Html.of("<p title=\"%s\">", "\"><svg onload='1'>&amp;");

        assertThat(page.markup())
                .isEqualTo("<p title=\"&quot;&gt;&lt;svg onload=&#39;1&#39;&gt;&amp;amp;\">");
    }

    @Test
    void markup_is_kept() {
        Html page = Html.of("<main>%s</main>", Html.of("<b>%s</b>", "<"));

        assertThat(page.markup()).isEqualTo("<main><b>&lt;</b></main>");
    }

    @Test
    void a_percent_sign_in_a_value_is_only_text() {
        assertThat(Html.of("<p>%s</p>", "%s %n 100%").markup()).isEqualTo("<p>%s %n 100%</p>");
    }

    @Test
    void each_item_fills_the_template() {
        Html list = Html.each(List.of("a", "<b>"), item -> Html.of("<li>%s", item));

        assertThat(list.markup()).isEqualTo("<li>a<li>&lt;b&gt;");
    }
}
