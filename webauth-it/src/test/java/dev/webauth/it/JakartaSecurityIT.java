package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.guarded.CallerServlet;
import dev.webauth.it.guarded.GuardedApplication;
import dev.webauth.it.guarded.OwnMechanism;
import dev.webauth.it.guarded.RoleCheckedBean;
import dev.webauth.it.guarded.RoleCheckedEjb;
import dev.webauth.it.guarded.RoleCheckedResource;
import dev.webauth.it.guarded.Staff;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Server;
import dev.webauth.it.rig.Site;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The container has the same caller as the library, without any setting of the server: by every way
 * in which Jakarta EE asks, for sessions and for API keys.
 */
@ExtendWith(ArquillianExtension.class)
class JakartaSecurityIT {

    private static final String PASSWORD = "a good passphrase";
    private static final String VIEWS = "/door/servlet,/door/security,/api/rooms/open";
    private static final Site SITE = Site.below("guarded").set("login-uri", "/door/log-in?a=b");

    private static final String CONSTRAINT =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>vault</web-resource-name>
                  <url-pattern>/vault/*</url-pattern>
                </web-resource-collection>
                <auth-constraint><role-name>confirmed</role-name></auth-constraint>
              </security-constraint>
            </web-app>
            """;

    private final String email = UUID.randomUUID() + "@x.test";
    private final Browser browser = SITE.browser();

    @Deployment(testable = false)
    static WebArchive war() {
        return SITE.application(classes());
    }

    private static Class<?>[] classes() {
        return new Class<?>[] {
            CallerServlet.class,
            RoleCheckedBean.class,
            RoleCheckedEjb.class,
            Staff.class,
            RoleCheckedResource.class,
            GuardedApplication.class
        };
    }

    private String enter(String how) {
        return browser.post("/door/" + how, "email", email, "password", PASSWORD).body();
    }

    private String id() {
        return browser.get("/door/user").body();
    }

    private static void seesEverywhere(Browser who, String what) {
        for (String view : VIEWS.split(",")) {
            Page page = who.get(view).isClean();
            assertThat(page.status()).as(view).isEqualTo(200);
            assertThat(page.body()).as(view).isEqualTo(what);
        }
        assertThat(who.get("/door/bean").body())
                .isEqualTo(what.replace(" admin", "").replace(" user", ""));
    }

    @Test
    void a_visitor_has_no_principal_and_gets_no_cookie() {
        seesEverywhere(browser, "nobody");
        assertThat(browser.get("/api/rooms/user").setCookies()).isEmpty();
        assertThat(browser.cookieHeader("/")).isEmpty();
    }

    @Test
    void after_the_log_in_the_container_has_the_caller() {
        enter("register");
        seesEverywhere(browser, id() + " user");

        enter("log-out");
        seesEverywhere(browser, "nobody");

        enter("log-in");
        seesEverywhere(browser, id() + " user");
    }

    @Test
    void the_container_has_the_roles_of_a_confirmed_account_and_of_the_application() {
        enter("register-confirmed");
        seesEverywhere(browser, id() + " confirmed user");

        enter("promote");
        seesEverywhere(browser, id() + " admin confirmed user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "Authorization"})
    void an_api_key_identifies_the_caller_and_sets_no_cookie(String header) {
        String key = enter("register-confirmed");
        Browser program =
                SITE.browser().with(header, header.equals("Authorization") ? "Bearer " + key : key);

        seesEverywhere(program, id() + " confirmed user");

        assertThat(program.get("/api/rooms/any").body()).isEqualTo("in");
        assertThat(program.get("/door/ledger").body()).isEqualTo("numbers");
        assertThat(program.cookieHeader("/")).isEmpty();
        // Changes of an account need a log-in of its owner; an API key is not enough.
        assertThat(program.get("/door/user").body()).isEqualTo("nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wa_0123456789", "%zz", "\u00e9"})
    void a_wrong_key_is_401_even_with_a_session(String key) {
        enter("register-confirmed");
        Page refused =
                browser.with("X-API-Key", key)
                        .with("Accept", "application/json")
                        .get("/api/rooms/user")
                        .isClean();

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        // path, visitor, unconfirmed, confirmed, administrator
        "/api/rooms/user, 401, 200, 200, 200",
        "/api/rooms/any, 401, 403, 200, 200",
        "/api/rooms/admin, 401, 403, 403, 200",
        "/api/rooms/walled, 401, 403, 403, 403",
        "/api/rooms/authenticated, 401, 200, 200, 200",
        "/api/rooms/confirmed, 401, 403, 200, 200",
        "/api/rooms/safe, 401, 403, 403, 200",
        "/door/safe, 401, 403, 403, 200"
    })
    void each_guard_allows_exactly_the_right_callers(
            String path, int visitor, int unconfirmed, int confirmed, int administrator) {
        browser.with("Accept", "application/json");
        Page refused = browser.get(path).isClean();
        assertThat(refused.status()).isEqualTo(visitor);
        assertThat(refused.header("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(refused.json().getString("code")).isEqualTo("not_authenticated");

        enter("register");
        assertThat(browser.get(path).isClean().status()).isEqualTo(unconfirmed);

        Browser other = SITE.browser().with("Accept", "application/json");
        other.post("/door/register-confirmed", "email", "c" + email, "password", PASSWORD);
        assertThat(other.get(path).isClean().status()).isEqualTo(confirmed);

        other.post("/door/promote");
        assertThat(other.get(path).isClean().status()).isEqualTo(administrator);
    }

    @Test
    void the_container_guards_an_enterprise_bean_by_the_same_roles() {
        assertThat(browser.get("/door/ledger").status()).isNotEqualTo(200);
        enter("register-confirmed");
        assertThat(browser.get("/door/ledger").body()).isEqualTo("numbers");
    }

    /**
     * Regression test: an unmodified WildFly must refuse everybody here. It accepted logged-in
     * users without the role when the library only reported an unknown caller.
     */
    @Test
    void a_constraint_of_the_descriptor_requires_the_role() {
        Site site = Site.below("vault");
        WebArchive war =
                site.application(classes())
                        .setWebXML(new StringAsset(CONSTRAINT))
                        .add(new StringAsset("hidden"), "/vault/content.txt");
        Server.with(
                war,
                () -> {
                    Browser with = site.browser().with("Accept", "application/json");
                    assertThat(with.get("/vault/content.txt").status()).isEqualTo(401);
                    seesEverywhere(with, "nobody");

                    with.post("/door/register", "email", email, "password", PASSWORD);
                    assertThat(with.get("/vault/content.txt").status()).isEqualTo(403);

                    with.get(new Mailbox(email).mail(1).link());
                    boolean wildfly = System.getProperty("arquillian.launch").equals("wildfly");
                    assertThat(with.get("/vault/content.txt").status())
                            .isEqualTo(wildfly ? 403 : 200);
                    seesEverywhere(with, with.get("/door/user").body() + " confirmed user");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "/api/rooms/authenticated?x=1%202, %2Fapi%2Frooms%2Fauthenticated%3Fx%3D1%25202",
        "/door/safe, %2Fdoor%2Fsafe"
    })
    void a_browser_is_redirected_to_the_log_in_page_with_the_next_uri(String path, String next) {
        Page sent = browser.with("Accept", "text/html,*/*").get(path);

        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location").orElse(""))
                .endsWith("/guarded/door/log-in?a=b&next=" + next);
        assertThat(browser.cookieHeader("/")).isEmpty();
    }

    @Test
    void a_posted_form_is_not_repeated_after_the_log_in() {
        Page sent = browser.with("Accept", "text/html").post("/api/rooms/authenticated");

        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location").orElse("")).endsWith("/guarded/door/log-in?a=b");
    }

    @Test
    void a_browser_without_the_role_gets_a_page() {
        enter("register");
        Page page = browser.with("Accept", "text/html").get("/api/rooms/confirmed").isClean();

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("confirm your e-mail address");
    }

    @Test
    void without_a_log_in_page_a_browser_gets_an_explanation() {
        Site site = Site.below("pageless");
        Server.with(
                site.application(classes()),
                () -> {
                    Page page =
                            site.browser()
                                    .with("Accept", "text/html")
                                    .get("/api/rooms/user")
                                    .isClean();
                    assertThat(page.status()).isEqualTo(401);
                    assertThat(page.body()).contains("Please log in");
                });
    }

    @Test
    void an_application_can_have_its_own_mechanism() {
        Site site = Site.below("own").set("jakarta-security", "false");
        WebArchive war = site.application(classes()).addClass(OwnMechanism.class);
        Server.with(
                war,
                () -> {
                    Browser with = site.browser().with("Accept", "application/json");
                    assertThat(with.get("/door/servlet").header("X-Own-Mechanism"))
                            .contains("asked");
                    assertThat(with.get("/api/rooms/authenticated").status()).isEqualTo(401);

                    with.post("/door/register", "email", email, "password", PASSWORD);

                    assertThat(with.get("/door/servlet").body()).isEqualTo("nobody");
                    assertThat(with.get("/api/rooms/authenticated").body()).isEqualTo("in");
                });
    }

    @Test
    void two_mechanisms_stop_the_deployment_and_the_key_is_named() {
        Site site = Site.below("two");

        assertThat(Server.trial(site.application(classes()).addClass(OwnMechanism.class)))
                .contains("webauth.jakarta-security");
    }
}
