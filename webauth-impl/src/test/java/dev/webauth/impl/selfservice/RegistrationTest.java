package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @Test
    void a_new_user_is_logged_in_and_confirms_by_a_mailed_link() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        assertThat(anna.isLoggedIn()).isTrue();
        assertThat(anna.asks(WebAuth::isConfirmed)).isFalse();
        assertThat(anna.asks(WebAuth::getUserEmail)).contains("anna@x.test");
        assertThat(anna.get(APP.link("anna@x.test")).location()).isEqualTo("/app/");
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    @Tag("REG-01")
    void a_registration_makes_one_row_and_one_mail() {
        APP.registered("one@x.test", PASSWORD);
        assertThat(APP.database().value("select email from webauth_user")).isEqualTo("one@x.test");
        assertThat(APP.database().value("select confirmed from webauth_user")).isIn("f", "FALSE");
        assertThat(APP.mails("one@x.test")).hasSize(1);
        assertThat(APP.database().count("webauth_mail")).isZero();
    }

    @Test
    void an_address_confirmed_by_the_application_needs_no_mail() {
        FakeBrowser anna = APP.confirmed("proved@x.test", PASSWORD);
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
        assertThat(APP.mails("proved@x.test")).isEmpty();
    }

    @Test
    void the_link_leads_to_the_next_uri() {
        FakeBrowser anna = APP.browser();
        anna.calls(webauth -> webauth.register("next@x.test", PASSWORD, false, "/welcome?a=b"));
        assertThat(anna.get(APP.link("next@x.test")).location()).isEqualTo("/app/welcome?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@x.test", "Bob@X.Test", " bob@x.test\t"})
    @Tag("REG-03")
    void an_address_is_taken_however_it_is_typed(String again) {
        APP.registered("bob@x.test", PASSWORD);
        FakeBrowser other = APP.browser();
        assertThatThrownBy(() -> other.calls(webauth -> webauth.register(again, "another one")))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThat(other.isLoggedIn()).isFalse();
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@x.test,b@evil.test", "mıke@x.test", "", "no address"})
    void a_malformed_address_makes_no_row_and_no_mail(String address) {
        assertThatThrownBy(() -> APP.registered(address, PASSWORD))
                .isInstanceOf(InvalidInputException.class);
        assertThat(APP.database().count("webauth_user")).isZero();
        assertThat(APP.database().count("webauth_mail")).isZero();
    }

    @Test
    void a_bad_password_makes_no_row() {
        assertThatThrownBy(() -> APP.registered("a@x.test", "short"))
                .isInstanceOf(InvalidInputException.class);
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    void a_next_uri_of_another_site_makes_no_row() {
        assertThatThrownBy(
                        () ->
                                APP.browser()
                                        .calls(
                                                webauth ->
                                                        webauth.register(
                                                                "a@x.test",
                                                                PASSWORD,
                                                                false,
                                                                "//evil.test")))
                .isInstanceOf(InvalidInputException.class);
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    @Tag("SES-02")
    void a_registration_changes_the_session_id() {
        FakeBrowser anna = APP.browser();
        anna.calls(webauth -> webauth.setNext("/cart"));
        String before = anna.sessionId();
        anna.calls(webauth -> webauth.register("anna@x.test", PASSWORD));
        assertThat(anna.sessionId()).isNotEqualTo(before);
        assertThat(anna.asks(WebAuth::getNext)).contains("/cart");
    }
}
