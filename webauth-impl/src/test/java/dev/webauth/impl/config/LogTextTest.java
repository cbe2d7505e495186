package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text of clients and providers stays in one line of the log. */
class LogTextTest {

    @Test
    void line_ends_and_control_characters_are_replaced() {
        assertThat(LogText.of("a\r\nb\u0000\u001b[2J\u0085\u2028\u202ec\ud800"))
                .isEqualTo("a??b??[2J???c?");
    }

    @Test
    void readable_text_in_any_language_is_kept() {
        assertThat(LogText.of("Zoë 日本 \ud83d\ude00 \"x\"")).isEqualTo("Zoë 日本 \ud83d\ude00 \"x\"");
        assertThat(LogText.of(null)).isEmpty();
    }

    @Test
    void a_long_text_is_cut_but_not_within_a_character() {
        assertThat(LogText.of("x".repeat(399) + "\ud83d\ude00" + "y"))
                .isEqualTo("x".repeat(399) + "?...");
        assertThat(LogText.of("x".repeat(400))).isEqualTo("x".repeat(400));
    }
}
