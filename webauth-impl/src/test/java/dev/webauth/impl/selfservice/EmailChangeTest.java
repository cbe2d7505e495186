package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmailChangeTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final FakeBrowser vera = APP.browser();

    private void registered() {
        vera.calls(webauth -> webauth.register("old@x.test", PASSWORD, true, null));
    }

    private void changes(String to) {
        vera.calls(webauth -> webauth.changeUserEmail(to, "/old-ok", "/new-ok"));
    }

    private String email() {
        return vera.asks(WebAuth::getUserEmail).orElseThrow();
    }

    @Test
    @Tag("CHG-01")
    void the_old_address_agrees_first_and_then_the_new_one() {
        registered();
        changes("new1@x.test");
        assertThat(APP.mails("new1@x.test")).isEmpty();
        assertThat(vera.get(APP.link("old@x.test")).location()).isEqualTo("/app/old-ok");
        assertThat(email()).isEqualTo("old@x.test");
        assertThat(vera.get(APP.link("new1@x.test")).location()).isEqualTo("/app/new-ok");
        assertThat(email()).isEqualTo("new1@x.test");
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    @Tag("CHG-09")
    void the_old_address_gets_a_notice_and_other_sessions_end() {
        registered();
        FakeBrowser other = APP.browser();
        other.calls(webauth -> webauth.login("old@x.test", PASSWORD));
        changes("new2@x.test");
        vera.get(APP.link("old@x.test"));
        vera.get(APP.link("new2@x.test"));
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(other.isLoggedIn()).isFalse();
        assertThat(APP.mails("old@x.test").get(0).mail().text()).doesNotContain("/auth/confirm/");
        APP.browser().calls(webauth -> webauth.login("new2@x.test", PASSWORD));
    }

    @Test
    @Tag("CHG-04")
    void a_second_change_ends_the_first() {
        registered();
        changes("a@x.test");
        String firstOld = APP.link("old@x.test");
        changes("b@x.test");
        assertThat(vera.get(firstOld).status()).isEqualTo(404);
        vera.get(APP.link("old@x.test"));
        String b = APP.link("b@x.test");
        changes("c@x.test");
        assertThat(vera.get(b).status()).isEqualTo(404);
        assertThat(email()).isEqualTo("old@x.test");
    }

    @Test
    @Tag("CHG-07")
    void a_change_fails_if_the_new_address_is_taken_meanwhile() {
        registered();
        changes("taken@x.test");
        vera.get(APP.link("old@x.test"));
        String last = APP.link("taken@x.test");
        FakeBrowser other = APP.registered("taken@x.test", PASSWORD);
        Answer answer = vera.get(last);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(email()).isEqualTo("old@x.test");
        assertThat(other.isLoggedIn()).isTrue();
        assertThat(APP.database().count("webauth_user")).isEqualTo(2);
    }

    @Test
    @Tag("CHG-10")
    void a_taken_address_is_refused() {
        registered();
        APP.registered("other@x.test", PASSWORD);
        assertThatThrownBy(() -> changes("Other@x.test"))
                .isInstanceOf(ResourceAlreadyExistsException.class);
    }

    @Test
    @Tag("CHG-11")
    void a_change_to_the_present_address_in_other_letters_does_nothing() {
        registered();
        changes("OLD@X.test");
        assertThat(APP.database().count("webauth_mail")).isZero();
        assertThat(email()).isEqualTo("old@x.test");
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    @Tag("CHG-12")
    void the_links_of_a_deleted_account_do_not_work() {
        registered();
        changes("gone@x.test");
        String old = APP.link("old@x.test");
        vera.calls(WebAuth::deleteUser);
        assertThat(vera.get(old).status()).isEqualTo(404);
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    @Tag("REG-20")
    void an_unconfirmed_address_is_replaced_at_once() {
        vera.calls(webauth -> webauth.register("mistyped@x.test", PASSWORD));
        String mistyped = APP.link("mistyped@x.test");
        changes("right@x.test");
        assertThat(email()).isEqualTo("right@x.test");
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(vera.asks(WebAuth::isConfirmed)).isFalse();
        assertThat(vera.get(mistyped).status()).isEqualTo(404);
        assertThat(vera.get(APP.link("right@x.test")).status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void an_account_without_an_address_confirms_only_the_new_one() {
        registered();
        APP.database().run("update webauth_user set email = null");
        changes("first@x.test");
        assertThat(vera.get(APP.link("first@x.test")).location()).isEqualTo("/app/new-ok");
        assertThat(email()).isEqualTo("first@x.test");
    }

    @Test
    void the_owner_of_the_old_address_can_cancel_the_change() {
        registered();
        changes("new4@x.test");
        String old = APP.link("old@x.test");
        FakeBrowser phone = APP.browser();
        assertThat(phone.get(old).body()).contains("new4@x.test", "This was not me");
        assertThat(phone.post(old, "not_me", "1").status()).isEqualTo(403);
        assertThat(phone.post(old, "not_me", "1", "email", "old@x.test").status()).isEqualTo(200);
        assertThat(vera.get(old).status()).isEqualTo(404);
        assertThat(email()).isEqualTo("old@x.test");
    }

    @Test
    void a_new_password_ends_the_links_of_a_change() {
        registered();
        changes("new5@x.test");
        String old = APP.link("old@x.test");
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        assertThat(vera.get(old).status()).isEqualTo(404);
    }

    @Test
    void a_new_password_ends_the_second_link_of_a_change() {
        registered();
        changes("new6@x.test");
        vera.get(APP.link("old@x.test"));
        String last = APP.link("new6@x.test");
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        assertThat(vera.get(last).status()).isEqualTo(404);
        assertThat(email()).isEqualTo("old@x.test");
    }

    @Test
    void a_malformed_address_is_refused() {
        registered();
        assertThatThrownBy(() -> changes("nonsense")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(
                        () ->
                                vera.calls(
                                        webauth ->
                                                webauth.changeUserEmail(
                                                        "n@x.test", null, "//evil.test")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(
                        () ->
                                APP.browser()
                                        .calls(
                                                webauth ->
                                                        webauth.changeUserEmail(
                                                                "n@x.test", null, null)))
                .isInstanceOf(AccessDeniedException.class);
    }
}
