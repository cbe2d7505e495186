package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.RawHttp;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random requests with a fixed seed. */
@OnDemo
class FuzzIT {

    private static final int REQUESTS = 1500;

    private static final List<String> METHODS = List.of("GET", "POST", "POST", "POST", "HEAD");
    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/dashboard",
                    "/login",
                    "/register",
                    "/remind",
                    "/set-email",
                    "/set-password",
                    "/resend-confirm",
                    "/regenerate-api-key",
                    "/delete-provider",
                    "/me",
                    "/api/whoami",
                    "/check-user-api-key",
                    "/auth/confirm/",
                    "/auth/confirm/" + "A".repeat(43),
                    "/auth/logout/",
                    "/auth/github/login",
                    "/auth/github/auth",
                    "/oauth-login/github");
    private static final List<String> NAMES =
            List.of("email", "password", "password2", "oldpass", "provider", "sub", "k", "id", "");
    private static final List<String> PIECES =
            List.of(
                    "a@x.test",
                    "a good passphrase",
                    "%00",
                    "%zz",
                    "%ED%A0%80",
                    "%F0%9F%98%80",
                    "'",
                    "\"",
                    "<svg>",
                    "${7*7}",
                    "%0d%0aX: y",
                    "../..",
                    ";x=y",
                    "null",
                    "-1",
                    "99999999999999999999",
                    "",
                    " ",
                    "@",
                    "\u00ff",
                    "x".repeat(300));
    private static final List<String> TYPES =
            List.of(
                    "application/x-www-form-urlencoded",
                    "application/x-www-form-urlencoded",
                    "application/x-www-form-urlencoded; charset=utf-16",
                    "application/json",
                    "multipart/form-data; boundary=x",
                    "text/plain",
                    "garbage");

    private final Random random = new Random(42);

    @Tag("BAD-10")
    @Test
    void no_random_request_causes_an_error_or_shows_internal_details() {
        Person person = Person.registeredAt(SITE);
        for (int i = 0; i < REQUESTS; i++) {
            String request = request(person);
            RawHttp.Answer answer = RawHttp.sendText(request);
            assertThat(answer.status()).as("%s%n%s", request, answer).isBetween(200, 499);
            assertThat(answer.text())
                    .as(request)
                    .doesNotContain("<svg>")
                    .doesNotContain("Exception")
                    .doesNotContain("\nX: y");
        }
        assertThat(SITE.browser().get("/open").status()).isEqualTo(200);
    }

    private String request(Person person) {
        String method = one(METHODS);
        String target = one(PATHS) + (maybe() ? one(PIECES).replace(' ', '+') : "");
        String query = maybe() ? "?" + fields().replace(' ', '+') : "";
        String body = method.equals("POST") ? fields() : "";
        String cookie =
                maybe()
                        ? "Cookie: " + person.browser().cookieHeader("/").orElse("") + "\r\n"
                        : "Cookie: JSESSIONID=" + printable(one(PIECES)) + "\r\n";
        return method
                + " "
                + printable(target + query)
                + " HTTP/1.1\r\nHost: "
                + SITE.uri().getAuthority()
                + "\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: 198.51.100."
                + (1 + random.nextInt(250))
                + "\r\n"
                + cookie
                + "Content-Type: "
                + one(TYPES)
                + "\r\nX-API-Key: "
                + printable(one(PIECES))
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    /** Removes characters that the container refuses before the application is called. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7e]|[\"<>]|%zz", "~");
    }

    private String fields() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> one(NAMES) + "=" + one(PIECES) + (maybe() ? one(PIECES) : ""))
                .collect(Collectors.joining("&"));
    }

    private boolean maybe() {
        return random.nextInt(4) == 0;
    }

    private String one(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
