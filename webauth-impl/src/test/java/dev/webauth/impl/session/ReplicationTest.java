package dev.webauth.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The session data that a cluster replicates. {@code ClusterIT} does it on real servers. */
class ReplicationTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @Test
    void a_session_can_be_serialised_to_another_node_and_is_small() {
        TestApplication other = APP.anotherNode();
        FakeBrowser vera = APP.registered("v@x.test", "correct horse");
        vera.get(APP.link("v@x.test"));
        vera.calls(webauth -> webauth.setNext("/cart?x=1"));

        FakeBrowser there = vera.at(other);

        assertThat(there.asks(WebAuth::getUserId)).isEqualTo(vera.asks(WebAuth::getUserId));
        assertThat(there.asks(WebAuth::isConfirmedSession)).isTrue();
        assertThat(there.asks(WebAuth::getNext)).contains("/cart?x=1");
        assertThat(vera.session()).hasSizeLessThan(2000);
    }

    @Test
    void a_session_contains_no_path_of_the_library() {
        FakeBrowser vera = APP.registered("v@x.test", "correct horse");
        assertThat(new String(vera.session(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(".jar")
                .doesNotContain("target");
    }

    /** Payara's nodes answer with the first copy of a session that they have read. */
    @Test
    void a_log_out_ends_the_copies_on_other_nodes() {
        FakeBrowser vera = APP.registered("v@x.test", "correct horse");
        FakeBrowser elsewhere = APP.registered("w@x.test", "correct horse");
        FakeBrowser copy = vera.at(APP.anotherNode());
        assertThat(copy.isLoggedIn()).isTrue();

        vera.calls(WebAuth::logout);

        assertThat(copy.isLoggedIn()).isFalse();
        assertThat(elsewhere.isLoggedIn()).isTrue();
        vera.calls(webauth -> webauth.login("v@x.test", "correct horse"));
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(copy.isLoggedIn()).isFalse();
    }

    @Test
    void a_new_log_in_ends_the_copies_of_the_earlier_one() {
        FakeBrowser vera = APP.registered("v@x.test", "correct horse");
        FakeBrowser copy = vera.at(APP.anotherNode());

        vera.calls(webauth -> webauth.login("v@x.test", "correct horse"));

        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(vera.at(APP.anotherNode()).isLoggedIn()).isTrue();
        assertThat(copy.isLoggedIn()).isFalse();
    }

    @Test
    void a_new_password_ends_the_copies_and_not_the_current_log_in() {
        FakeBrowser vera = APP.registered("v@x.test", "correct horse");
        FakeBrowser copy = vera.at(APP.anotherNode());

        vera.calls(webauth -> webauth.setUserPassword("battery staple"));

        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(copy.isLoggedIn()).isFalse();
    }
}
