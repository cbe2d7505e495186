package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "a@x.test|a@x.test",
                "Bob@X.Test|bob@x.test",
                "' a@x.test '|a@x.test",
                "'a@x.test\t'|a@x.test",
                "a.b+c@x.test|a.b+c@x.test",
                "user@exämple.test|user@xn--exmple-cua.test",
                "user@EXÄMPLE.test|user@xn--exmple-cua.test",
                "o'brien@x.test|o'brien@x.test",
                "root@localhost|root@localhost",
                "!#$%&*+/=?^_`{}~-@x.test|!#$%&*+/=?^_`{}~-@x.test"
            },
            delimiter = '|',
            quoteCharacter = '\'',
            ignoreLeadingAndTrailingWhitespace = false)
    void has_one_canonical_form(String typed, String canonical) {
        assertThat(EmailAddress.parse(typed).text()).isEqualTo(canonical);
    }

    @Test
    void parsing_twice_gives_the_same_result() {
        String once = EmailAddress.parse("User@Exämple.Test").text();
        assertThat(EmailAddress.parse(once).text()).isEqualTo(once);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "a",
                "a@",
                "@x.test",
                "a@@x.test",
                "a@b@x.test",
                "a@x.test,b@evil.test",
                "a@x.test;b@evil.test",
                "a@x.test b@evil.test",
                "a@x.test\nBcc: b@evil.test",
                "a@x.test\r\n",
                "a@x.test\0",
                "a\0@x.test",
                "a@x.test\u00a0",
                "mıke@x.test",
                "\u212aelvin@x.test",
                "ﬀ@x.test",
                "jürgen@x.test",
                "\"a b\"@x.test",
                "\"a\"@x.test",
                "Anna <a@x.test>",
                "<a@x.test>",
                "group: a@x.test;",
                "a(comment)@x.test",
                "a@(comment)x.test",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]",
                "a..b@x.test",
                ".a@x.test",
                "a.@x.test",
                "a@x..test",
                "a@.x.test",
                "a@x.test.",
                "a@-x.test",
                "a@x-.test",
                "a@x_y.test",
                "a b@x.test",
                "a\\@x.test",
                "a@x.test>",
                "a\u202e@x.test",
                "user@straße.test",
                "bob@faß.de",
                "a@x\u200b.test",
                "a@x\u00ad.test",
                "a@\uff58.test",
                "a@\u212aelvin.test",
                "a@x\u3002test",
                "a@σας.test",
                "a@x\u200d.test",
                "a@☕\ufe0f.test"
            })
    void refuses_everything_but_a_single_plain_address(String typed) {
        assertThatThrownBy(() -> EmailAddress.parse(typed))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.code()).isEqualTo("email_malformed"));
        assertThat(EmailAddress.find(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user@ısı.test", "user@ⓔvil.test", "user@ｅvil.test", "u@☕.test"})
    @Tag("REG-10")
    void a_domain_in_another_script_becomes_ascii_or_is_refused(String typed) {
        assertThat(EmailAddress.find(typed).stream())
                .allSatisfy(
                        address ->
                                assertThat(address.text())
                                        .matches("[\\x21-\\x7e]+")
                                        .doesNotContain("1s1"));
    }

    @Test
    @Tag("REG-14")
    void has_at_most_254_characters_and_64_before_the_at_sign() {
        String domain = ("d".repeat(63) + ".").repeat(2) + "d".repeat(61);
        String local = "l".repeat(64);
        assertThat(EmailAddress.parse(local + "@" + domain).text()).hasSize(254);
        assertThat(EmailAddress.find(local + "@" + domain + "d")).isEmpty();
        assertThat(EmailAddress.find(local + "l@x.test")).isEmpty();
        assertThat(EmailAddress.find("a@" + "d".repeat(64) + ".test")).isEmpty();
        assertThat(EmailAddress.find("l".repeat(300) + "@x.test")).isEmpty();
        assertThat(EmailAddress.find(" ".repeat(10_000_000) + "a@x.test")).isEmpty();
    }
}
