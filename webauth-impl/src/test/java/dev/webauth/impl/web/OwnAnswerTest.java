package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.Cookie;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The complete answer of an application's {@link Answers} bean reaches the browser. */
class OwnAnswerTest {

    @RegisterExtension
    static final TestApplication APP = TestApplication.withBeans(List.of(OwnPages.class));

    private static Response answer;

    /** The page of the application for a link that is no longer valid. */
    @ApplicationScoped
    static class OwnPages implements Answers {
        @Override
        public Optional<Response> noSuchLink() {
            return Optional.of(answer);
        }
    }

    private static Answer answered(Response response) {
        answer = response;
        return APP.browser().get("/auth/confirm/unknown");
    }

    private static NewCookie.AbstractNewCookieBuilder<NewCookie.Builder> probe() {
        return new NewCookie.Builder("probe").value("v");
    }

    /**
     * Regression test: in Turkish the lower case of I has no dot, and browsers do not know
     * "SameSite=Str\u0131ct".
     */
    @Test
    void a_cookie_is_the_same_in_every_language_of_the_server() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(cookie(probe().sameSite(NewCookie.SameSite.STRICT)).getAttribute("SameSite"))
                    .isEqualTo("Strict");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(cookie(probe().sameSite(NewCookie.SameSite.LAX)).getAttribute("SameSite"))
                .isEqualTo("Lax");
        assertThat(cookie(probe().sameSite(NewCookie.SameSite.NONE)).getAttribute("SameSite"))
                .isEqualTo("None");
    }

    @Test
    void a_cookie_keeps_all_its_fields() {
        Cookie cookie =
                cookie(
                        probe().path("/shop")
                                .domain("x.test")
                                .maxAge(60)
                                .expiry(Date.from(Instant.EPOCH))
                                .secure(true)
                                .httpOnly(true));
        assertThat(cookie.getValue()).isEqualTo("v");
        assertThat(cookie.getPath()).isEqualTo("/shop");
        assertThat(cookie.getDomain()).isEqualTo("x.test");
        assertThat(cookie.getMaxAge()).isEqualTo(60);
        assertThat(cookie.getAttribute("Expires")).isEqualTo("Thu, 1 Jan 1970 00:00:00 GMT");
        assertThat(cookie.getSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie(probe()).getDomain()).isNull();
    }

    private static Cookie cookie(NewCookie.AbstractNewCookieBuilder<NewCookie.Builder> cookie) {
        return answered(Response.ok().cookie(cookie.build()).build()).cookies().get(0);
    }

    @Test
    void cookies_of_one_name_and_two_paths_are_both_sent() {
        Answer both =
                answered(
                        Response.ok()
                                .cookie(probe().path("/a").build(), probe().path("/b").build())
                                .build());
        assertThat(both.cookies()).extracting(Cookie::getPath).containsExactly("/a", "/b");
    }

    @Test
    void a_text_is_written_in_the_charset_of_its_type() {
        Answer plain = answered(Response.ok("höhle", "text/plain").build());
        assertThat(plain.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(plain.body()).isEqualTo("höhle");
        Answer latin = answered(Response.ok("höhle", "text/plain;charset=ISO-8859-1").build());
        assertThat(latin.header("Content-Type")).contains("ISO-8859-1");
        assertThat(latin.body()).isNotEqualTo("höhle").hasSize(5);
    }
}
