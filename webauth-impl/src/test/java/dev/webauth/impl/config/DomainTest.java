package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two domains with different owners never have the same ASCII form. */
class DomainTest {

    @ParameterizedTest
    @CsvSource({
        "x.test, x.test",
        "X.Test, x.test",
        "localhost, localhost",
        "exämple.test, xn--exmple-cua.test",
        "EXÄMPLE.test, xn--exmple-cua.test",
        "xn--strae-oqa.test, xn--strae-oqa.test",
        "XN--EXMPLE-CUA.test, xn--exmple-cua.test",
        "ısı.test, xn--s-ekab.test",
        "пример.test, xn--e1afmkfd.test",
        "例え.test, xn--r8jz45g.test"
    })
    void a_domain_has_one_form_in_ascii(String domain, String ascii) {
        assertThat(Domain.ascii(domain)).contains(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "straße",
                "fass\u00df",
                "stra\u1e9ee",
                "σας",
                "ΣΑΣ",
                "a\u200db",
                "a\u200cb",
                "a\u200bb",
                "a\u00adb",
                "a\u2060b",
                "a\ufe0fb",
                "a\ufe00b",
                "☕\ufe0f",
                "a\ufeffb",
                "\u034fab",
                "a\u180bb",
                "\uff58",
                "\u212aelvin",
                "\u212ab\u00e4",
                "\u212bb",
                "\u2126x",
                "a\u3002b",
                "a\uff0eb",
                "a\uff61b",
                "ⓔvil",
                "ﬀ",
                "x\u0308a\u0308",
                "½",
                "a\u202eb",
                "\ud800a",
                "",
                "ä b",
                "ä_b",
                "a\u0000ä",
                "\udb40\udd00ab"
            })
    void a_domain_that_the_two_standards_encode_differently_is_refused(String label) {
        assertThat(Domain.ascii(label + ".test")).isEmpty();
        assertThat(Domain.ascii("www." + label)).isEmpty();
    }

    /**
     * Each character from U+0080 of the basic multilingual plane after "a": no character disappears
     * and no two become the same.
     */
    @Test
    void no_character_is_lost_or_replaced() {
        for (int c = 0x80; c <= 0xffff; c++) {
            String label = "a" + (char) c;
            String lower = label.toLowerCase(java.util.Locale.ROOT);
            Domain.ascii(label)
                    .ifPresent(ascii -> assertThat(IDN.toUnicode(ascii)).isEqualTo(lower));
            assertThat(Domain.ascii(label).filter(ascii -> !ascii.startsWith("xn--")))
                    .as("U+%04x", c)
                    .isEmpty();
        }
    }

    @Test
    void a_long_text_is_refused_before_it_is_encoded() {
        assertThat(Domain.ascii("ä".repeat(100_000))).isEmpty();
    }
}
