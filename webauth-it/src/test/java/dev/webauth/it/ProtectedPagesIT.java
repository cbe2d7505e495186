package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.kind.GuestServlet;
import dev.webauth.it.kind.Guests;
import dev.webauth.it.kind.PagesServlet;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.RawHttp;
import dev.webauth.it.rig.Site;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of servlets, of Faces and files that {@code webauth.protect} names. */
@ExtendWith(ArquillianExtension.class)
class ProtectedPagesIT {

    private static final String CONTENT = "content of the page";
    private static final Site SITE =
            Site.below("protected")
                    .set(
                            "protect",
                            "/pages/*, /account, *.report, /views/secret.xhtml, /login.html")
                    .set("login-uri", "/login.html");

    private static final String FACES =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>Faces Servlet</servlet-name>
                <servlet-class>jakarta.faces.webapp.FacesServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>Faces Servlet</servlet-name>
                <url-pattern>*.xhtml</url-pattern>
                <url-pattern>*.jsf</url-pattern>
                <url-pattern>/faces/*</url-pattern>
              </servlet-mapping>
            </web-app>
            """;

    private static final String VIEW =
            """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="jakarta.faces.html">
              <h:head><title>View</title></h:head>
              <h:body>content of the page</h:body>
            </html>
            """;

    private final Browser browser = SITE.browser();

    @Deployment(testable = false)
    static WebArchive war() {
        return SITE.application(PagesServlet.class, GuestServlet.class, Guests.class)
                .setWebXML(new StringAsset(FACES))
                .addAsWebInfResource(
                        new StringAsset(
                                "<faces-config xmlns=\"https://jakarta.ee/xml/ns/jakartaee\""
                                        + " version=\"4.0\"/>"),
                        "faces-config.xml")
                .add(new StringAsset("log in here"), "/login.html")
                .add(new StringAsset(VIEW), "/views/secret.xhtml")
                .add(new StringAsset(VIEW), "/views/open.xhtml");
    }

    private void logIn() {
        browser.post(
                "/servlet/guest",
                "action",
                "register",
                "email",
                UUID.randomUUID() + "@x.test",
                "password",
                "a good passphrase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pages/a",
                "/pages",
                "/account",
                "/x.report",
                "/views/secret.xhtml",
                "/views/secret.jsf",
                "/faces/views/secret.xhtml"
            })
    void a_protected_page_is_for_callers(String path) {
        Page program = browser.with("Accept", "application/json").get(path);
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.body()).contains("not_authenticated").doesNotContain(CONTENT);
        assertThat(program.setCookies()).isEmpty();

        Page sent = browser.with("Accept", "text/html").get(path + "?a=b");
        assertThat(sent.location())
                .isEqualTo("/login.html?next=" + path.replace("/", "%2F") + "%3Fa%3Db");

        logIn();
        Page page = browser.get(path);
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        assertThat(page.body()).contains(CONTENT);
        assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/a", "/views/open.xhtml"})
    void other_pages_are_open(String path) {
        assertThat(browser.get(path).body()).contains(CONTENT);
    }

    @Test
    void the_log_in_page_is_never_protected() {
        assertThat(browser.get("/login.html").body()).contains("log in here");
    }

    @Test
    void a_servlet_that_requires_a_user_leads_to_the_log_in_and_back() {
        Page sent = browser.with("Accept", "text/html").get("/open/self");
        assertThat(sent.location()).isEqualTo("/login.html?next=%2Fopen%2Fself");
        logIn();
        assertThat(browser.get("/open/self").body()).contains(CONTENT);
    }

    /** However a path is spelt: the server may read it as the protected one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/protected/pages/a;jsessionid=x",
                "/protected/pages;x/a",
                "/protected;x/pages/a",
                "/protected//pages/a",
                "//protected/pages/a",
                "/protected/./pages/a",
                "/protected/open/../pages/a",
                "/protected/open/..;/pages/a",
                "/protected/%70ages/a",
                "/protected/%2570ages/a",
                "/%70rotected/pages/a",
                "/protected/pages%2fa",
                "/protected/pages%5ca",
                "/protected/%2e/pages/a",
                "/protected/open/%2e%2e/pages/a",
                "/protected/open%2f..%2fpages/a",
                "/protected/pages/../pages/a",
                "/protected/PAGES/a",
                "/protected/Account",
                "/protected/account/",
                "/protected/account;x",
                "/protected/x.report;y",
                "/protected/x.REPORT",
                "/protected/x.report/",
                "/protected/x%2ereport",
                "/protected/views//secret.xhtml",
                "/protected/views/secret.xhtml;x",
                "/protected/faces//views/secret.xhtml",
                "/protected/faces/views/open/../secret.xhtml",
                "/protected/views/SECRET.xhtml",
                "/protected/login.html/../pages/a",
                "/protected/auth/../pages/a",
                "/protected/jakarta.faces.resource/../pages/a",
                "/protected/pages/jakarta.faces.resource/a",
                "/protected/pages/auth/a"
            })
    void no_spelling_gets_around_it(String target) {
        RawHttp.Answer answer =
                RawHttp.send(
                        "GET " + target + " HTTP/1.1", "Host: 127.0.0.1", "Connection: close", "");
        assertThat(answer.toString()).doesNotContain(CONTENT);
        assertThat(answer.isUnasked() || answer.status() >= 300).as("%s", answer).isTrue();
    }
}
