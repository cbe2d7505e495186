package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The library reads requests to its own routes: charset, size, number of parameters and encoding.
 */
class FormInputTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PASSWORD = "grüße aus der höhle";

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "acme.client-id",
                    "cid",
                    "acme.authorization-uri",
                    "https://acme.test/authorize",
                    "acme.token-uri",
                    "https://acme.test/token",
                    "acme.userinfo-uri",
                    "https://acme.test/me");

    private final FakeBrowser phone = APP.browser();
    private FakeBrowser anna;
    private String link;

    @BeforeEach
    void anna_has_a_link_to_confirm() {
        anna = APP.registered("anna@x.test", PASSWORD);
        link = APP.link("anna@x.test");
    }

    /**
     * Regression test: containers read a form as ISO-8859-1, so that a password with an umlaut was
     * wrong.
     */
    @Test
    void a_form_is_in_utf_8_if_it_names_no_charset() {
        assertThat(phone.post(link, "password", PASSWORD).status()).isEqualTo(303);
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf-8", "\"utf-8\"", "ISO-8859-1", "windows-1252"})
    void a_form_is_in_the_charset_that_it_names(String name) {
        Charset charset = Charset.forName(name.replace("\"", ""));
        assertThat(post(FORM + "; charset=" + name, encoded(charset)).status()).isEqualTo(303);
    }

    @Test
    void a_form_without_percent_encoding_is_read() {
        byte[] raw = ("password=" + PASSWORD.replace(' ', '+')).getBytes(StandardCharsets.UTF_8);
        assertThat(phone.post(link, FORM, raw).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "x-none", "utf-9", "%", "../../etc"})
    void an_unknown_charset_is_a_bad_request(String charset) {
        assertThat(post(FORM + ";charset=" + charset, encoded(StandardCharsets.UTF_8)).status())
                .isEqualTo(400);
        assertThat(phone.with("Content-Type", "text/plain; charset=" + charset).get(link).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff%fe", "%C0%AF", "%e4", "a%"})
    void a_value_that_cannot_be_decoded_is_a_bad_request(String value) {
        assertThat(post(FORM, "password=" + value).status()).isEqualTo(400);
        assertThat(phone.get("/auth/acme/auth?state=" + value).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz=1", "%ff=1", "=1", "&&", "=", "==", "&=&", "\u0100=1"})
    void a_parameter_without_a_readable_name_is_ignored(String pair) {
        String form = pair.replace("\u0100", "%") + "&" + encoded(StandardCharsets.UTF_8);
        assertThat(post(FORM, form).status()).isEqualTo(303);
    }

    /** A provider without a configured parameter name would use the empty name. */
    @ParameterizedTest
    @ValueSource(strings = {"=x", "=%7B%22state%22%3A%22x%22%7D", "=", "=x&=y"})
    void a_parameter_without_a_name_is_ignored(String query) {
        assertThat(phone.get("/auth/acme/auth?" + query).status()).isEqualTo(403);
    }

    @Test
    void thousands_of_parameters_are_a_bad_request() {
        assertThat(post(FORM, "a=1&".repeat(5000)).status()).isEqualTo(400);
        assertThat(phone.post("/auth/logout", FORM, "a=1&".repeat(5000).getBytes()).status())
                .isEqualTo(400);
        assertThat(phone.get("/auth/acme/auth?" + "a&".repeat(5000)).status()).isEqualTo(400);
    }

    @Test
    void a_body_of_more_than_64_kilobytes_is_too_large() {
        for (String type : new String[] {FORM, "text/plain", "multipart/form-data; boundary=x"}) {
            assertThat(post(type, "a=" + "x".repeat(65_535)).status()).isEqualTo(413);
            phone.with("Transfer-Encoding", "chunked");
            assertThat(post(type, "a=" + "x".repeat(65_535)).status()).isEqualTo(413);
            phone.with("Transfer-Encoding", null);
        }
        assertThat(
                        post(FORM, encoded(StandardCharsets.UTF_8) + "&a=" + "x".repeat(60_000))
                                .status())
                .isEqualTo(303);
    }

    @Test
    void a_chunked_form_is_read() {
        phone.with("Transfer-Encoding", "chunked");
        assertThat(post(FORM, encoded(StandardCharsets.UTF_8)).status()).isEqualTo(303);
    }

    /** Such a filter makes the container read the form, so that the input stream is empty. */
    @Test
    void a_form_that_a_filter_has_read_before_is_still_read() {
        phone.throughFilterThatReads();
        assertThat(post(FORM, encoded(StandardCharsets.UTF_8)).status()).isEqualTo(303);
    }

    private Answer post(String type, String form) {
        return phone.post(link, type, form.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(Charset charset) {
        return "password=" + URLEncoder.encode(PASSWORD, charset);
    }
}
