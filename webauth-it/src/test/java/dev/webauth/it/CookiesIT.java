package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cookies of each kind of request and their attributes. */
@OnDemo
class CookiesIT {

    @Tag("SES-12")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/open",
                "/me",
                "/remind-ok",
                "/dashboard",
                "/set-password",
                "/no-such-page",
                "/auth/logout",
                "/auth/confirm/unknown",
                "/check-user-api-key?k=x&id=1"
            })
    void a_visitor_gets_no_cookie(String path) {
        assertThat(SITE.browser().get(path).setCookies()).isEmpty();
    }

    @Tag("KEY-10")
    @Test
    void a_call_with_an_api_key_gets_no_cookie() {
        Person person = Person.confirmedAt(SITE);
        Browser program = SITE.browser().with("X-API-Key", person.apiKey());

        Page whoami = program.get("/api/whoami");
        assertThat(whoami.json().getJsonNumber("id").longValue()).isEqualTo(person.id());
        assertThat(whoami.setCookies()).isEmpty();
        Page check =
                SITE.browser()
                        .get("/check-user-api-key?k=" + person.apiKey() + "&id=" + person.id());
        assertThat(check.status()).isEqualTo(200);
        assertThat(check.setCookies()).isEmpty();
        assertThat(SITE.browser().whoami("wrong").setCookies()).isEmpty();
        assertThat(program.get("/set-password").location()).isEqualTo("/");
    }

    @Test
    void a_refused_log_in_gets_no_session() {
        Page refused = SITE.browser().logIn("a@x.test", "wrong one");

        assertThat(refused.setCookies()).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }

    @Tag("SES-04")
    @Test
    void every_cookie_is_http_only_and_same_site() {
        Person person = Person.at(SITE);
        Page registered = person.register();
        Page forgotten = person.forget(SITE.browser());

        assertThat(registered.setCookies()).anyMatch(c -> c.startsWith("JSESSIONID="));
        assertThat(registered.setCookies()).allSatisfy(CookiesIT::isSafe);
        assertThat(forgotten.setCookies()).allSatisfy(CookiesIT::isSafe);
    }

    private static void isSafe(String cookie) {
        assertThat(cookie)
                .containsIgnoringCase("; HttpOnly")
                .containsIgnoringCase("; SameSite=Lax")
                .doesNotContainIgnoringCase("; Domain")
                .containsIgnoringCase("; Path=/")
                .doesNotContainIgnoringCase("; Secure");
    }
}
