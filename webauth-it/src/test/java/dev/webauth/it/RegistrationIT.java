package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.webauth.it.rig.Mail;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration of an account. */
@OnDemo
class RegistrationIT {

    private static final String PASSWORD = "correct horse battery";

    @Tag("REG-01")
    @Test
    void a_new_account_is_unconfirmed_and_gets_one_mail() {
        Person person = Person.at(SITE);
        Page answer = person.register();
        URI link = person.link(1);

        assertThat(rows(person.email())).isEqualTo(1);
        assertThat(
                        SITE.db()
                                .value(
                                        "SELECT confirmed FROM webauth_user WHERE email = ?",
                                        person.email()))
                .isEqualTo("f");
        assertThat(answer.toString()).doesNotContain(Mail.key(link));
        assertThat(person.browser().get("/dashboard").body()).doesNotContain(Mail.key(link));
        person.mailbox().holds(1);
    }

    @Test
    void a_new_user_is_logged_in_but_not_confirmed() {
        Person person = Person.registeredAt(SITE);

        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.isConfirmed()).isFalse();
        assertThat(person.isInConfirmedSession()).isFalse();
    }

    @Test
    void a_taken_address_is_refused_and_its_account_is_unchanged() {
        Person owner = Person.registeredAt(SITE);
        Page refused = SITE.browser().register(owner.email(), PASSWORD);
        refused.isError(409);

        assertThat(refused.body()).doesNotContain(owner.password());
        assertThat(rows(owner.email())).isEqualTo(1);
        owner.mailbox().holds(1);
        owner.logOut();
        assertThat(owner.logIn().location()).isEqualTo("/dashboard");
    }

    @Tag("REG-03")
    @Test
    void an_address_in_other_letters_is_the_same_address() {
        Person owner = Person.registeredAt(SITE);

        SITE.browser().register(owner.email().toUpperCase(), PASSWORD).isError(409);
        SITE.browser().register(owner.email().replace("person", "Person"), PASSWORD).isError(409);
        assertThat(SITE.db().count("webauth_user WHERE lower(email) = ?", owner.email()))
                .isEqualTo(1);
    }

    @Tag("REG-04")
    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "%s\t", "\u00a0%s", "%s\u3000", "%s\u200b"})
    void blanks_around_an_address_make_no_second_account(String blanks) {
        Person owner = Person.registeredAt(SITE);
        Page refused = SITE.browser().register(blanks.formatted(owner.email()), PASSWORD);

        assertThat(refused.status()).isIn(400, 409);
        assertThat(SITE.db().count("webauth_user WHERE email LIKE ?", "%" + owner.email() + "%"))
                .isEqualTo(1);
    }

    @Tag("REG-12")
    @Tag("REG-14")
    @Tag("REG-15")
    @Tag("MAL-01")
    @Test
    void a_malformed_address_is_refused_without_a_row_or_a_mail() {
        long rows = SITE.db().count("webauth_user");
        int mails = Mailbox.countOfEverybody();
        assertSoftly(
                all -> {
                    for (String wrong : noAddresses()) {
                        Page page = SITE.browser().register(wrong, PASSWORD).isClean();
                        all.assertThat(page.status()).as(wrong).isEqualTo(400);
                        all.assertThat(page.title()).as(wrong).isEqualTo("ERROR");
                    }
                });
        assertThat(SITE.db().count("webauth_user")).isEqualTo(rows);
        assertThat(Mailbox.countOfEverybody()).isEqualTo(mails);
    }

    private static List<String> noAddresses() {
        return List.of(
                "",
                " ",
                "x",
                "@",
                "a@",
                "@x.test",
                "a@x.test,b@evil.test",
                "a@x.test;b@evil.test",
                "a@x.test b@evil.test",
                "a@x.test\r\nBcc: e@evil.test",
                "a@x.test\rRCPT TO:<e@evil.test>",
                "a@x.test\nRCPT TO:<e@evil.test>",
                "a@x.test\u0000",
                "a@x.test\u0000@evil.test",
                "a@@x.test",
                "a b@x.test",
                "\"a b\"@x.test",
                "\"a\"@x.test",
                "Ann <a@x.test>",
                "<a@x.test>",
                "a@x.test (comment)",
                "group: a@x.test;",
                "a@[127.0.0.1]",
                "a@x..test",
                "a@.x.test",
                "a@x.test.",
                ".a@x.test",
                "a.@x.test",
                "a..b@x.test",
                "a@-x.test",
                "a@x_y.test",
                "m\u0131ke@x.test",
                "\u212aate@x.test",
                "a\u202e@x.test",
                "a\u200b@x.test",
                "a\ud83d\ude00@x.test",
                "a\uffff@x.test",
                "a" + "\u0301".repeat(1000) + "@x.test",
                "l".repeat(65) + "@x.test",
                "a@" + longDomain(253) + "x",
                "a@" + longDomain(300),
                "a".repeat(64) + "@" + longDomain(190),
                "x".repeat(5000) + "@x.test");
    }

    /** A well-formed domain of the given length. */
    private static String longDomain(int length) {
        String text = ("d".repeat(60) + ".").repeat(length / 61 + 1).substring(0, length - 5);
        return (text.endsWith(".") ? text.substring(1) + "d" : text) + ".test";
    }

    @Tag("REG-14")
    @Test
    void an_address_of_the_maximum_length_is_accepted() {
        String email = "l".repeat(64) + "@" + longDomain(189);
        assertThat(email).hasSize(254);

        assertThat(SITE.browser().register(email, PASSWORD).location()).isEqualTo("/dashboard");
        assertThat(rows(email)).isEqualTo(1);
    }

    @Tag("REG-15")
    @Test
    void dots_and_plus_signs_are_kept_and_distinguish_addresses() {
        for (String email : List.of("a.b+c@plus.test", "ab@plus.test", "a.b@plus.test")) {
            assertThat(SITE.browser().register(email, PASSWORD).location()).isEqualTo("/dashboard");
            assertThat(rows(email)).isEqualTo(1);
            assertThat(new Mailbox(email).mail(1).header("To").toString()).contains(email);
        }
    }

    @Tag("REG-09")
    @Tag("REG-10")
    @ParameterizedTest
    @ValueSource(strings = {"user@ex\u00e4mple.test", "user@\u0131s\u0131.test"})
    void a_domain_in_other_scripts_is_kept_and_mailed_in_punycode(String email) {
        Page answer = SITE.browser().register(email, PASSWORD);
        String ascii = "user@" + java.net.IDN.toASCII(email.substring(5));

        assertThat(answer.status()).isIn(303, 400);
        if (answer.status() == 303) {
            assertThat(rows(ascii)).isEqualTo(1);
            assertThat(new Mailbox(ascii).mail(1).link()).isNotNull();
        }
        assertThat(new Mailbox("user@1s1.test").mails()).isEmpty();
    }

    @Tag("PWD-01")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 chars!",
                "sixty-four characters are not too many, and neither are 64 bytes",
                " blanks at both ends ",
                "quotes ' \" ; -- %00 <b> & stay",
                "pass\u20acw\u00f6rd",
                "\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05\ud83d\ude06\ud83d\ude07",
                "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac"
                        + "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac"
                        + "\u20ac\u20ac\u20ac\u20ac\u20ac"
            })
    void a_password_of_any_characters_logs_in_exactly_as_typed(String password) {
        Person person = Person.at(SITE);

        assertThat(SITE.browser().register(person.email(), password).location())
                .isEqualTo("/dashboard");
        assertThat(SITE.browser().logIn(person.email(), password).location())
                .isEqualTo("/dashboard");
        SITE.browser().logIn(person.email(), password + "x").isError(403);
        SITE.browser().logIn(person.email(), password.strip() + " ").isError(403);
    }

    @Tag("PWD-01")
    @Tag("PWD-05")
    @Tag("PWD-08")
    @Test
    void a_password_against_the_rules_is_refused_without_a_row_or_a_mail() {
        Person person = Person.at(SITE);
        assertSoftly(
                all -> {
                    for (String wrong :
                            List.of(
                                    "",
                                    "       ",
                                    "7 chars",
                                    "password",
                                    "Password",
                                    "12345678",
                                    "qwertyuiop",
                                    person.email(),
                                    "nul\u0000inside",
                                    "bell\u0007inside",
                                    "x".repeat(257),
                                    "x".repeat(5000))) {
                        Page page = SITE.browser().register(person.email(), wrong).isClean();
                        all.assertThat(page.status()).as(wrong).isEqualTo(400);
                        all.assertThat(page.title()).as(wrong).isEqualTo("ERROR");
                    }
                });
        assertThat(rows(person.email())).isZero();
        person.mailbox().holds(0);
    }

    @Tag("REG-20")
    @Test
    void an_unconfirmed_user_can_log_in_and_sees_a_notice() {
        Person person = Person.registeredAt(SITE);
        person.logOut();

        assertThat(person.logIn().location()).isEqualTo("/dashboard");
        assertThat(person.isConfirmed()).isFalse();
        assertThat(person.apiKey()).hasSize(32);
    }

    private static long rows(String email) {
        return SITE.db().count("webauth_user WHERE email = ?", email);
    }
}
