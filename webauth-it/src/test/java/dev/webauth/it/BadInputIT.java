package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.RawHttp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input of every kind gets a 4xx answer and changes nothing. */
@OnDemo
class BadInputIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** The fields of each form, with valid values. */
    private static final Map<String, List<String>> FORMS =
            Map.of(
                    "/register", List.of("email", "password", "password2"),
                    "/login", List.of("email", "password"),
                    "/remind", List.of("email"),
                    "/set-email", List.of("email"),
                    "/set-password", List.of("oldpass", "password", "password2"),
                    "/delete-provider", List.of("provider", "sub"));

    private static final List<String> BUTTONS =
            List.of("/resend-confirm", "/regenerate-api-key", "/delete-account");

    static List<String> forms() {
        return FORMS.keySet().stream().sorted().toList();
    }

    @Tag("BAD-01")
    @ParameterizedTest
    @MethodSource("forms")
    void a_form_without_its_fields_is_refused(String route) {
        Person person = Person.registeredAt(SITE);
        for (String body : List.of("", "x=y", "&", "=", "&&&=&", "email", "email=&password=")) {
            Page page = person.browser().send("POST", route, FORM, body);
            assertThat(page.isRefusal().title()).as(body).isEqualTo("ERROR");
        }
    }

    @Tag("BAD-01")
    @ParameterizedTest
    @MethodSource("forms")
    void a_body_that_is_not_a_form_is_refused(String route) {
        Person person = Person.registeredAt(SITE);
        Browser browser = person.browser();
        String json = "{\"email\":\"a@x.test\",\"password\":\"a good passphrase\"}";

        assertThat(browser.send("POST", route, "application/json", json).isRefusal().status())
                .isIn(400, 415);
        assertThat(browser.send("POST", route, "text/plain", "email=a@x.test").isRefusal().status())
                .isIn(400, 415);
        assertThat(browser.send("POST", route, "no type at all", "email=a").isRefusal().status())
                .isIn(400, 415);
        assertThat(
                        browser.send(
                                        "POST",
                                        route,
                                        "multipart/form-data; boundary=x",
                                        "--x\r\nContent-Disposition: form-data;"
                                                + " name=\"email\"\r\n\r\na@x.test\r\n--x--\r\n")
                                .isRefusal()
                                .status())
                .isIn(400, 415);
        assertThat(browser.send("POST", route, null, "email=a@x.test").isRefusal().status())
                .isIn(400, 415);
        assertThat(browser.send("POST", route, null, "").isRefusal().status()).isIn(400, 415);
    }

    @Tag("BAD-03")
    @ParameterizedTest
    @MethodSource("forms")
    void a_field_with_invalid_characters_is_refused(String route) {
        Person person = Person.registeredAt(SITE);
        long rows = SITE.db().count("webauth_user");
        for (String field : FORMS.get(route)) {
            for (String broken :
                    List.of(
                            "%00",
                            "a%00b", "%ff%fe", "%C0%AF", "%ED%A0%80", "%zz", "%", "%E2%82")) {
                String body =
                        filledIn(route, person)
                                .replaceFirst(field + "=[^&]*", field + "=" + broken);
                Page page = person.browser().send("POST", route, FORM, body);
                assertThat(page.isRefusal().status()).as("%s: %s", route, body).isIn(400, 403);
            }
        }
        assertThat(SITE.db().count("webauth_user")).isEqualTo(rows);
        assertThat(person.isLoggedIn()).isTrue();
    }

    @Tag("BAD-04")
    @Tag("BAD-05")
    @ParameterizedTest
    @MethodSource("forms")
    void code_in_a_field_is_only_text(String route) {
        Person person = Person.registeredAt(SITE);
        for (String field : FORMS.get(route)) {
            for (String code :
                    List.of(
                            "' OR 1=1 --",
                            "'; DROP TABLE webauth_user; --",
                            "${7*7777}",
                            "#{7*7777}",
                            "{{7*7777}}",
                            "*)(uid=*))(|(uid=*",
                            "\"><svg onload=1>",
                            "{action_link}",
                            "${jndi:ldap://127.0.0.1:1/x}",
                            "\u202etset.x@a",
                            "\uffff",
                            "e\u0301\u0301\u0301",
                            "%s%n%d")) {
                Person one = Person.registeredAt(SITE);
                String body =
                        filledIn(route, one)
                                .replaceFirst(
                                        field + "=[^&]*",
                                        field
                                                + "="
                                                + java.util.regex.Matcher.quoteReplacement(
                                                        encode(code)));
                Page page = one.browser().send("POST", route, FORM, body).isClean();
                assertThat(page.status()).as("%s: %s", route, body).isBetween(300, 499);
                assertThat(page.body()).doesNotContain("<svg").doesNotContain("54439");
            }
        }
        assertThat(person.isLoggedIn()).isTrue();
    }

    @Tag("BAD-02")
    @ParameterizedTest
    @MethodSource("forms")
    void a_huge_form_is_refused(String route) {
        Browser browser = Person.registeredAt(SITE).browser();

        for (String huge :
                List.of(
                        "email=" + "x".repeat(1_000_000),
                        "x".repeat(70_000) + "=1",
                        "a=1&".repeat(100_000))) {
            Page page = browser.send("POST", route, FORM, huge);
            assertThat(page.isRefusal().status()).isIn(400, 413);
        }
    }

    @Tag("BAD-06")
    @Test
    void a_repeated_field_is_refused_or_only_the_body_counts() {
        Person person = Person.registeredAt(SITE);
        Person other = Person.registeredAt(SITE);
        Browser browser = SITE.browser();

        browser.send(
                        "POST",
                        "/login",
                        FORM,
                        "email=" + person.email() + "&email=" + other.email() + "&password=x")
                .isError(400);
        Page page =
                browser.send(
                        "POST",
                        "/login?email=" + other.email(),
                        FORM,
                        "email=" + person.email() + "&password=" + encode(person.password()));
        if (page.status() == 303) {
            assertThat(browser.get("/me").json().getString("email")).isEqualTo(person.email());
        } else {
            page.isError(400);
        }
        Page query =
                SITE.browser()
                        .send(
                                "POST",
                                "/login?email="
                                        + person.email()
                                        + "&password="
                                        + encode(person.password()),
                                FORM,
                                "");
        query.isError(400);
    }

    @Tag("BAD-08")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Accept|*/*",
                "Accept|application/json",
                "Accept|q=garbage",
                "Accept|text/html;q=nonsense,*;q=9",
                "Accept|image/png",
                "Accept-Language|x-klingon;q=banana, *, ,,,",
                "Content-Language|????",
                "X-Forwarded-For|'; DROP TABLE webauth_user; --",
                "X-Forwarded-For|::1%eth0, 1.2.3.4.5, [::], 1.2.3.4:99",
                "Cookie|JSESSIONID=; =; ;;; a",
                "Cookie|JSESSIONID=\"'<>%00",
                "Range|bytes=-1,0-9999999999999999999",
                "If-Modified-Since|yesterday"
            })
    void an_odd_header_causes_no_error(String name, String value) {
        Person person = Person.registeredAt(SITE);
        for (String path : List.of("/", "/me", "/open", "/auth/confirm/x", "/auth/logout")) {
            assertThat(SITE.browser().with(name, value).get(path).isClean().status())
                    .as("%s with %s: %s", path, name, value)
                    .isLessThan(500);
        }
        Page refused = SITE.browser().with(name, value).logIn(person.email(), "wrong one");
        assertThat(refused.isRefusal().status()).isIn(400, 403, 406);
        Page taken = SITE.browser().with(name, value).register(person.email(), person.password());
        assertThat(taken.isRefusal().status()).isIn(400, 406, 409);
    }

    @Tag("BAD-08")
    @Test
    void long_headers_cause_no_server_error() {
        for (String name : List.of("Accept", "Accept-Language", "X-Forwarded-For", "User-Agent")) {
            Browser browser = SITE.browser().with(name, "x,".repeat(2_000));
            assertThat(browser.get("/auth/confirm/x").isRefusal().status()).isEqualTo(404);
            assertThat(browser.get("/me").isClean().status()).isIn(200, 400, 406);
        }
    }

    @Tag("LNK-16")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                ".",
                "..",
                "../confirm/x",
                "%2e%2e",
                "%2e%2e%2f%2e%2e%2fWEB-INF%2fweb.xml",
                "%00",
                "a%00b",
                "%zz",
                "%",
                "%ff%fe",
                "%C0%AF",
                "%F0%9F%98%80",
                "x;x=y",
                ";x=y",
                "x/y",
                "x%2fy",
                "x%5cy",
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "%27%20OR%201=1--",
                "x?key=y",
                "?key=x"
            })
    void a_malformed_link_is_not_found(String key) {
        for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
            RawHttp.Answer answer =
                    RawHttp.send(
                            method + " /auth/confirm/" + key + " HTTP/1.1",
                            "Host: " + SITE.uri().getAuthority(),
                            "Sec-Fetch-Site: same-origin",
                            "Content-Length: 0",
                            "Connection: close",
                            "");
            boolean nothing = method.equals("GET") && !answer.isUnasked();
            assertThat(answer.status())
                    .as("%s %s: %s", method, key, answer)
                    .isIn(nothing ? List.of(400, 404) : List.of(200, 204, 400, 404, 405));
            assertThat(answer.text()).doesNotContain("<script>").doesNotContain("Exception");
        }
    }

    @Tag("BAD-10")
    @ParameterizedTest
    @ValueSource(strings = {"/auth/confirm/x", "/auth/github/auth", "/delete-provider", "/me"})
    void a_query_with_invalid_bytes_causes_no_error(String path) {
        RawHttp.Answer answer =
                RawHttp.send(
                        "GET " + path + "?state=odd&code=x HTTP/1.1",
                        "Host: " + SITE.uri().getAuthority(),
                        "Content-Type: application/x-www-form-urlencoded; charset=utf-16",
                        "Connection: close",
                        "");
        assertThat(answer.status()).as("%s", answer).isBetween(200, 499);
    }

    @Tag("LNK-16")
    @Test
    void a_link_of_ten_thousand_letters_is_not_found() {
        assertThat(SITE.browser().get("/auth/confirm/" + "x".repeat(7_000)).isRefusal().status())
                .isIn(400, 404, 414);
        assertThat(
                        RawHttp.send(
                                        "GET /auth/confirm/" + "x".repeat(10_000) + " HTTP/1.1",
                                        "Host: 127.0.0.1",
                                        "Connection: close",
                                        "")
                                .status())
                .isIn(0, 400, 404, 414, 431);
    }

    @Tag("LNK-16")
    @Test
    void an_unknown_route_below_the_prefix_is_not_found() {
        for (String path :
                List.of(
                        "/auth",
                        "/auth/",
                        "/auth/nope",
                        "/auth/nope/login",
                        "/auth/nope/auth",
                        "/auth/confirm",
                        "/auth/logout/x",
                        "/auth/github/login",
                        "/api/auth/logout",
                        "/auth/auth/logout")) {
            Page page = SITE.browser().get(path);
            assertThat(page.isRefusal().status()).as(path).isEqualTo(404);
            assertThat(page.body()).as(path).doesNotContain("nope");
        }
    }

    @Tag("WEB-09")
    @Test
    void error_pages_escape_everything_that_was_sent() {
        String svg = "\"><svg onload=1>";
        String encoded = encode(svg);
        Browser browser = Person.registeredAt(SITE).browser();
        assertSoftly(
                all -> {
                    for (Page page :
                            List.of(
                                    browser.get("/" + encoded),
                                    browser.get("/auth/" + encoded),
                                    browser.get("/auth/confirm/" + encoded),
                                    browser.get("/auth/" + encoded + "/login"),
                                    browser.get(
                                            "/check-user-api-key?k=" + encoded + "&id=" + encoded),
                                    browser.logIn(svg, svg),
                                    browser.post("/remind", "email", svg),
                                    browser.post("/set-email", "email", svg),
                                    browser.post("/delete-provider", "provider", svg, "sub", svg),
                                    browser.post("/oauth-login/" + encoded))) {
                        all.assertThat(page.status()).as("%s", page).isBetween(400, 499);
                        all.assertThat(page.body()).doesNotContain("<svg");
                        all.assertThat(page.header("X-Content-Type-Options"))
                                .as("%s", page)
                                .contains("nosniff");
                    }
                });
    }

    @Tag("WEB-10")
    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PUT", "DELETE", "PROPFIND", "PATCH", "FOO"})
    void other_methods_are_not_allowed(String method) {
        for (String path : List.of("/auth/logout", "/auth/confirm/x")) {
            RawHttp.Answer answer =
                    RawHttp.send(
                            method + " " + path + " HTTP/1.1",
                            "Host: " + SITE.uri().getAuthority(),
                            "Sec-Fetch-Site: same-origin",
                            "Content-Length: 0",
                            "X-Secret: do-not-echo",
                            "Connection: close",
                            "");
            assertThat(answer.status()).as("%s %s: %s", method, path, answer).isIn(405, 501);
            assertThat(answer.text()).doesNotContain("do-not-echo");
        }
    }

    @Tag("BAD-01")
    @Tag("BAD-09")
    @Test
    void a_badly_framed_request_causes_no_error() {
        String host = "Host: " + SITE.uri().getAuthority();
        String form = "Content-Type: " + FORM;
        String own = "Sec-Fetch-Site: same-origin";
        List<String> requests =
                List.of(
                        "GET / HTTP/1.0\r\n\r\n",
                        "POST /login HTTP/1.0\r\n" + form + "\r\n\r\nemail=a",
                        "POST /login HTTP/1.1\r\n"
                                + host
                                + "\r\n"
                                + own
                                + "\r\n"
                                + form
                                + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nemail\r\n",
                        "POST /login HTTP/1.1\r\n"
                                + host
                                + "\r\n"
                                + own
                                + "\r\n"
                                + form
                                + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Length: 3"
                                + "\r\n\r\n0\r\n\r\n",
                        "POST /login HTTP/1.1\r\n"
                                + host
                                + "\r\n"
                                + own
                                + "\r\n"
                                + form
                                + "\r\nConnection: close\r\nContent-Length: -1\r\n\r\n",
                        "POST /login HTTP/1.1\r\n"
                                + host
                                + "\r\n"
                                + own
                                + "\r\n"
                                + form
                                + "\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 7"
                                + "\r\n\r\nemail=a");
        for (String request : requests) {
            RawHttp.Answer answer = RawHttp.sendText(request);
            assertThat(answer.status()).as("%s%n%s", request, answer).isLessThan(500);
            assertThat(answer.text()).doesNotContain("Exception");
        }
        assertThat(SITE.browser().get("/open").status()).isEqualTo(200);
    }

    @Test
    void buttons_need_no_fields_and_ignore_any() {
        for (String route : BUTTONS) {
            Person person = Person.registeredAt(SITE);
            Page page = person.browser().send("POST", route, FORM, "a=%zz&b=%00");
            assertThat(page.isClean().status()).as(route).isBetween(300, 499);
        }
    }

    @Test
    void bad_input_sends_no_mail() {
        int mails = Mailbox.countOfEverybody();
        Browser browser = SITE.browser();
        for (String email : List.of("", "x", "a@x.test,b@x.test", "a@x.test\u0000")) {
            browser.post("/remind", "email", email).isRefusal();
            browser.register(email, "p").isRefusal();
        }
        assertThat(Mailbox.countOfEverybody()).isEqualTo(mails);
    }

    private static String filledIn(String route, Person person) {
        Map<String, String> values =
                Map.of(
                        "email", "other-" + person.email(),
                        "password", "another+passphrase",
                        "password2", "another+passphrase",
                        "oldpass", encode(person.password()),
                        "provider", "github",
                        "sub", "1");
        return String.join(
                "&", FORMS.get(route).stream().map(f -> f + "=" + values.get(f)).toList());
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
