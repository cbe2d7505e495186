package dev.webauth.impl.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import dev.webauth.LoginProvider;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A leading slash is the context root of the application, wherever a path is given or returned. */
class PathsTest {

    private static final String PASSWORD = "correct horse";
    private static final String ROOT = TestApplication.ORIGIN + TestApplication.CONTEXT;

    private static URI afterLogOut;

    @ApplicationScoped
    static class OwnAnswers implements Answers {
        @Override
        public Optional<Response> loggedOut(String next) {
            return Optional.ofNullable(afterLogOut).map(to -> Response.seeOther(to).build());
        }
    }

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(
                    List.of(OwnAnswers.class),
                    "github.client-id",
                    "cid",
                    "github.client-secret",
                    "secret");

    private FakeBrowser vera;

    @BeforeEach
    void vera_is_logged_in() {
        afterLogOut = null;
        vera = APP.confirmed("vera@x.test", PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/user-area, /user-area",
        "/a/b?c=d&e=f#g, /a/b?c=d&e=f#g",
        "/search?q={a|b}^`<c>[d], /search?q=%7Ba%7Cb%7D%5E%60%3Cc%3E%5Bd%5D",
        "/100%, /100%25",
        "/100%25, /100%25",
        "/a#b#c, /a#b%23c"
    })
    void a_path_becomes_a_uri_below_the_public_url(String path, String expected) {
        assertThat(vera.<URI>asks(webauth -> webauth.path(path)))
                .isEqualTo(URI.create(ROOT + expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-area", "https://evil.test/", "//evil.test", "/\\evil.test", ""})
    void what_is_no_path_of_the_application_becomes_no_uri(String path) {
        assertThatThrownBy(() -> vera.<URI>asks(webauth -> webauth.path(path)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.code()).isEqualTo("next_uri_not_local"));
    }

    /** A job may make a link with it. */
    @Test
    void with_a_public_url_a_path_needs_no_request() {
        assertThat(APP.webauth().path("/user-area")).isEqualTo(URI.create(ROOT + "/user-area"));
    }

    @Test
    void what_tells_where_to_go_tells_a_path() {
        FakeBrowser anna = APP.browser();
        assertThat(anna.<String>asks(webauth -> webauth.register("anna@x.test", PASSWORD)))
                .isEqualTo("/");
        anna.calls(webauth -> webauth.setNext("/bye"));
        assertThat(anna.asks(WebAuth::logout)).isEqualTo("/bye");
        vera.calls(webauth -> webauth.setNext("/gone"));
        assertThat(vera.asks(WebAuth::deleteUser)).isEqualTo("/gone");
    }

    @Test
    void the_log_out_path_logs_out() {
        String path = vera.asks(WebAuth::getLogoutPath);
        assertThat(path).isEqualTo("/auth/logout");
        assertThat(vera.post(path).location()).isEqualTo("/app/");
        assertThat(vera.isLoggedIn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/bye, /app/bye",
        "bye, /app/bye",
        "/bye?a=b, /app/bye?a=b",
        "https://idp.test/out, https://idp.test/out",
        "//idp.test/out, //idp.test/out"
    })
    void an_answer_of_the_application_leads_below_the_context_root(URI to, String location) {
        afterLogOut = to;
        assertThat(vera.post("/auth/logout").location()).isEqualTo(location);
    }

    @Test
    void a_provider_tells_where_its_sign_in_begins() {
        LoginProvider github = vera.asks(WebAuth::getProviders).get(0);
        assertThat(github.loginPath()).isEqualTo("/auth/github/login");
        assertThat(APP.browser().get(github.loginPath()).location()).contains("client_id=cid");
    }

    @Test
    void the_path_of_the_reauthentication_leads_on_to_a_page() {
        assertThat(vera.<String>asks(webauth -> webauth.getReauthenticationPath("/a?b=c")))
                .isEqualTo("/auth/reauthenticate?next=%2Fa%3Fb%3Dc");
        assertThat(vera.<String>asks(webauth -> webauth.getReauthenticationPath(null)))
                .isEqualTo("/auth/reauthenticate");
    }

    @Test
    void the_user_is_there_at_once_or_required() {
        long id = vera.asks(WebAuth::requireUserId);
        assertThat(vera.asks(WebAuth::getUser))
                .hasValueSatisfying(
                        user -> {
                            assertThat(user.id()).isEqualTo(id);
                            assertThat(user.email()).contains("vera@x.test");
                            assertThat(user.confirmed()).isTrue();
                            assertThat(user.apiKey()).isEmpty();
                        });
        assertThat(APP.browser().asks(WebAuth::getUser)).isEmpty();
        assertThatThrownBy(() -> APP.browser().asks(WebAuth::requireUserId))
                .isInstanceOfSatisfying(
                        dev.webauth.AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("not_authenticated"));
    }
}
