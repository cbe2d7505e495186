package dev.webauth.impl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import dev.webauth.event.ActionConfirmed;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.Answers;
import dev.webauth.spi.ConfirmAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConfirmActionTest {

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(List.of(JoinTeam.class, OwnPages.class));

    /** The link action of an application. */
    @ApplicationScoped
    public static class JoinTeam implements ConfirmAction {
        static final List<Map<String, String>> RAN = new ArrayList<>();
        static boolean failing;

        @Override
        public String method() {
            return "team.join";
        }

        @Override
        public void run(Map<String, String> data) {
            if (failing) {
                throw new IllegalStateException("The team is full");
            }
            RAN.add(data);
        }
    }

    /** The link pages of an application. */
    @ApplicationScoped
    public static class OwnPages implements Answers {
        static boolean own;

        @Override
        public Optional<Response> loggedOut(String next) {
            return own
                    ? Optional.of(Response.seeOther(URI.create("bye")).build())
                    : Optional.empty();
        }

        @Override
        public Optional<Response> noSuchLink() {
            return own
                    ? Optional.of(Response.status(410).entity("gone").type("text/plain").build())
                    : Optional.empty();
        }

        @Override
        public Optional<Response> actionConfirmed(
                String method, Map<String, String> data, String next) {
            return own
                    ? Optional.of(Response.ok(method + data + next).header("X-Own", "1").build())
                    : Optional.empty();
        }
    }

    private final FakeBrowser browser = APP.browser();

    @BeforeEach
    void forget() {
        JoinTeam.RAN.clear();
        JoinTeam.failing = false;
        OwnPages.own = false;
    }

    private String link() {
        return browser.asks(
                        webauth ->
                                webauth.generateConfirmAction(
                                        "team.join",
                                        Duration.ofHours(1),
                                        "/team",
                                        Map.of("team", "rüd & co")))
                .toString();
    }

    @Test
    void runs_once_with_its_data() {
        String link = link();
        assertThat(link).matches("http://localhost:8080/app/auth/confirm/[A-Za-z0-9_-]{43}");
        assertThat(browser.get(link).location()).isEqualTo("/app/team");
        assertThat(browser.get(link).status()).isEqualTo(404);
        assertThat(JoinTeam.RAN).containsExactly(Map.of("team", "rüd & co"));
        assertThat(APP.bean(RecordedEvents.class).events())
                .filteredOn(ActionConfirmed.class::isInstance)
                .containsExactly(new ActionConfirmed(0, "team.join"));
        assertThat(browser.sessionId()).isNull();
    }

    @Test
    void in_another_browser_it_runs_only_after_a_button() {
        String link = link();
        FakeBrowser phone = APP.browser();
        assertThat(phone.get(link).body()).contains("<button");
        assertThat(JoinTeam.RAN).isEmpty();
        assertThat(phone.post(link, "confirm", "1").location()).isEqualTo("/app/team");
        assertThat(JoinTeam.RAN).hasSize(1);
    }

    @Test
    void a_failing_action_leaves_the_link_valid() {
        String link = link();
        JoinTeam.failing = true;
        assertThat(browser.get(link).status()).isEqualTo(500);
        assertThat(browser.last().body()).doesNotContain("The team is full");
        JoinTeam.failing = false;
        assertThat(browser.get(link).location()).isEqualTo("/app/team");
        assertThat(JoinTeam.RAN).hasSize(1);
    }

    @Test
    void expires_by_the_databases_clock() {
        String link = link();
        APP.database().run("update webauth_link set d_expires = now() - interval '1 second'");
        assertThat(browser.get(link).status()).isEqualTo(404);
        assertThat(JoinTeam.RAN).isEmpty();
    }

    @Test
    void refuses_invalid_arguments() {
        Map<String, String> none = Map.of();
        for (String method : new String[] {"no.such", "account.remind", "account.confirm", ""}) {
            refused(method, Duration.ofHours(1), "/", none);
        }
        refused("team.join", Duration.ofHours(1), "//evil.test", none);
        refused("team.join", Duration.ofHours(1), "/", Map.of("x", "x".repeat(4000)));
        refused("team.join", Duration.ZERO, "/", none);
        refused("team.join", Duration.ofHours(-1), "/", none);
        assertThat(APP.database().count("webauth_link")).isZero();
    }

    private void refused(String method, Duration life, String next, Map<String, String> data) {
        assertThatThrownBy(
                        () ->
                                browser.asks(
                                        webauth ->
                                                webauth.generateConfirmAction(
                                                        method, life, next, data)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void the_application_can_replace_the_answer() {
        OwnPages.own = true;
        Answer done = browser.get(link());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).isEqualTo("team.join{team=rüd & co}/team");
        assertThat(done.header("X-Own")).isEqualTo("1");
        Answer missing = browser.get("/auth/confirm/nonsense");
        assertThat(missing.status()).isEqualTo(410);
        assertThat(missing.body()).isEqualTo("gone");
        assertThat(browser.get("/auth/logout").location()).isEqualTo("/app/bye");
    }

    @Test
    void the_application_does_not_get_the_data_of_the_librarys_own_links() {
        browser.calls(webauth -> webauth.register("a@x.test", "correct horse"));
        String link = APP.link("a@x.test");
        OwnPages.own = true;
        assertThat(browser.get(link).body()).isEqualTo("account.confirm{}/");
    }

    @Test
    void a_mailed_link_runs_the_applications_action_for_an_account() {
        browser.calls(webauth -> webauth.register("a@x.test", "correct horse", true, null));
        long id = browser.asks(dev.webauth.WebAuth::getUserId).orElseThrow();
        browser.calls(
                webauth ->
                        webauth.confirmEmailOwnership(
                                "other@x.test", id, null, "team.join", "confirm"));
        browser.get(APP.link("other@x.test"));
        assertThat(JoinTeam.RAN)
                .containsExactly(Map.of("user_id", String.valueOf(id), "email", "other@x.test"));
    }
}
