package dev.webauth.impl.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.User;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApiKeysTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication HIDING = TestApplication.with("api-key.reveal", "false");

    private static User find(String key) {
        return APP.browser().asks(webauth -> webauth.getUserByApiKey(key));
    }

    private static String key(FakeBrowser who) {
        return who.asks(WebAuth::getUserApiKey).orElseThrow();
    }

    @Test
    void a_key_finds_its_account() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        User user = find(key(vera));
        assertThat(user.id()).isEqualTo(vera.asks(WebAuth::getUserId).orElseThrow());
        assertThat(user.email()).contains("v@x.test");
        assertThat(user.confirmed()).isTrue();
        assertThat(user.toString()).doesNotContain(user.apiKey());
    }

    @Test
    @Tag("KEY-08")
    void the_key_of_an_unconfirmed_account_finds_no_account() {
        FakeBrowser vera = APP.registered("v@x.test", "correct horse");
        String key = key(vera);
        assertThatThrownBy(() -> find(key)).isInstanceOf(UserNotFoundException.class);
        vera.get(APP.link("v@x.test"));
        assertThat(find(key).email()).contains("v@x.test");
    }

    @Test
    void a_request_queries_a_key_once() {
        String key = key(APP.confirmed("v@x.test", "correct horse"));
        APP.browser()
                .calls(
                        webauth -> {
                            User user = webauth.getUserByApiKey(key);
                            APP.database().run("alter table webauth_user rename to away");
                            try {
                                assertThat(webauth.getUserByApiKey(key)).isEqualTo(user);
                            } finally {
                                APP.database().run("alter table away rename to webauth_user");
                            }
                        });
    }

    @Test
    @Tag("KEY-05")
    void a_replaced_key_is_refused_within_the_same_request() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        String old = key(vera);
        vera.calls(
                webauth -> {
                    webauth.getUserByApiKey(old);
                    String fresh = webauth.regenerateApiKey();
                    assertThatThrownBy(() -> webauth.getUserByApiKey(old))
                            .isInstanceOf(UserNotFoundException.class);
                    assertThat(webauth.getUserByApiKey(fresh).email()).contains("v@x.test");
                });
    }

    @Test
    @Tag("KEY-05")
    void a_new_key_replaces_the_old_one_at_once() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        String old = key(vera);
        String fresh = vera.asks(WebAuth::regenerateApiKey);
        assertThat(key(vera)).isEqualTo(fresh).isNotEqualTo(old);
        assertThatThrownBy(() -> find(old)).isInstanceOf(UserNotFoundException.class);
        assertThat(find(fresh).email()).contains("v@x.test");
        assertThat(APP.mails("v@x.test").get(0).mail().text()).doesNotContain(fresh);
    }

    @Test
    void the_key_of_a_deleted_account_finds_no_account() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        String key = key(vera);
        vera.calls(WebAuth::deleteUser);
        assertThatThrownBy(() -> find(key)).isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> find(null)).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    @Tag("KEY-09")
    void wrong_keys_from_one_network_are_limited() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        String key = key(vera);
        FakeBrowser guesser = APP.browser().from("203.0.113.7");
        for (int i = 0; i < 60; i++) {
            String wrong = ApiKey.random().value();
            assertThatThrownBy(() -> guesser.asks(webauth -> webauth.getUserByApiKey(wrong)))
                    .isInstanceOf(UserNotFoundException.class);
        }
        assertThatThrownBy(() -> guesser.asks(webauth -> webauth.getUserByApiKey(key)))
                .isInstanceOf(UserNotFoundException.class);
        assertThat(find(key).email()).contains("v@x.test");
    }

    @Test
    void without_reveal_a_key_is_shown_once_and_no_copy_is_stored() {
        FakeBrowser vera = HIDING.confirmed("v@x.test", "correct horse");
        assertThat(vera.asks(WebAuth::getUserApiKey)).isEmpty();
        String key = vera.asks(WebAuth::regenerateApiKey);
        assertThat(vera.asks(WebAuth::getUserApiKey)).isEmpty();
        assertThat(HIDING.database().value("select api_key_sealed from webauth_user")).isNull();
        assertThat(HIDING.browser().asks(webauth -> webauth.getUserByApiKey(key)).email())
                .contains("v@x.test");
    }
}
