package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.kind.HelloResource;
import dev.webauth.it.kind.RootScanningApplication;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Server;
import dev.webauth.it.rig.Site;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The library works the same in every kind of WAR, and does not change the rest of the WAR. */
@ExtendWith(ArquillianExtension.class)
class WarKindsIT {

    private static final String PASSWORD = "a good passphrase";

    private final String email = UUID.randomUUID() + "@x.test";

    private static final List<WebArchive> WARS = Stream.of(Kind.values()).map(Kind::war).toList();

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void deploy() {
        WARS.forEach(Server::deploy);
    }

    @AfterAll
    static void undeploy() {
        WARS.forEach(Server::undeploy);
    }

    @ParameterizedTest
    @EnumSource
    void the_librarys_routes_are_below_its_prefix(Kind kind) {
        Browser browser = kind.site().browser();

        Page out = browser.get(kind.prefix() + "/logout");
        assertThat(out.location()).isEqualTo("/");
        assertThat(browser.head(out.uri()).status()).isLessThan(400);
        Page none = browser.get(kind.prefix() + "/confirm/x");
        assertThat(none.isRefusal().status()).isEqualTo(404);
        assertThat(none.title()).isNotBlank();
        assertThat(none.html().select("html[lang]")).isNotEmpty();
        assertThat(none.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(none.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(none.header("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @EnumSource
    void the_librarys_routes_are_at_no_other_path(Kind kind) {
        for (String path : kind.elsewhere().toList()) {
            assertThat(kind.site().browser().get(path + "/logout").status())
                    .as(path)
                    .isEqualTo(404);
            Page confirm = kind.site().browser().get(path + "/confirm/x");
            assertThat(confirm.status()).as(path).isEqualTo(404);
            assertThat(confirm.header("Content-Security-Policy")).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_visitor_sees_the_application_and_gets_no_cookie(Kind kind) {
        Browser visitor = kind.site().browser();

        for (String guest : kind.guests()) {
            assertThat(visitor.get(guest).body()).as(guest).isEqualTo("nobody, nobody");
        }
        visitor.get(kind.prefix() + "/logout");
        visitor.get(kind.prefix() + "/confirm/x");
        assertThat(visitor.cookieHeader("/")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SCANNING_AT_THE_ROOT")
    void the_wars_files_are_served(Kind kind) {
        assertThat(kind.site().browser().get("/file.txt").body()).isEqualTo("a file");
    }

    @Test
    void jax_rs_at_the_root_hides_the_wars_files_also_without_the_library() {
        Browser without = Site.below("plain").browser();
        WebArchive plain =
                ShrinkWrap.create(WebArchive.class, "plain.war")
                        .addClasses(RootScanningApplication.class, HelloResource.class)
                        .add(new StringAsset("a file"), "/file.txt");

        Server.with(
                plain,
                () -> {
                    assertThat(without.get("/hello").body()).isEqualTo("hello");
                    assertThat(without.get("/file.txt").status()).isEqualTo(404);
                });

        Browser with = Kind.SCANNING_AT_THE_ROOT.site().browser();
        assertThat(with.get("/file.txt").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void a_new_user_is_confirmed_by_the_link_and_every_component_has_the_caller(Kind kind) {
        for (String guest : kind.guests()) {
            String newcomer = UUID.randomUUID() + "@x.test";
            Browser browser = kind.site().browser();
            assertThat(act(browser, guest, "register", newcomer, PASSWORD).body())
                    .isEqualTo("%1$s unconfirmed, %1$s unconfirmed".formatted(newcomer));

            URI link = new Mailbox(newcomer).mail(1).link();
            assertThat(link.toString())
                    .startsWith(kind.site().uri(kind.prefix() + "/confirm/").toString());
            assertThat(browser.get(link).location()).isEqualTo("/");

            for (String asked : kind.guests()) {
                assertThat(browser.get(asked).body())
                        .isEqualTo("%1$s confirmed, %1$s confirmed".formatted(newcomer));
            }
            browser.get(kind.prefix() + "/logout");
            assertThat(browser.get(guest).body()).isEqualTo("nobody, nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_uncaught_refusal_is_a_problem_document(Kind kind) {
        Browser program = kind.site().browser().with("Accept", "application/json");

        for (String guest : kind.guests()) {
            assertProblem(act(program, guest, "remind", "x" + email, ""), 404, "user_not_found");
            act(kind.site().browser(), guest, "register", email, PASSWORD);
            assertProblem(act(program, guest, "register", email, PASSWORD), 409, "email_taken");
            assertProblem(act(program, guest, "login", email, "wrong"), 403, "credentials_wrong");
        }
    }

    private static void assertProblem(Page page, int status, String code) {
        assertThat(page.isRefusal().status()).isEqualTo(status);
        assertThat(page.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(page.json().getInt("status")).isEqualTo(status);
        assertThat(page.body()).contains(code);
    }

    private static Page act(
            Browser browser, String guest, String action, String email, String password) {
        return browser.post(guest, "action", action, "email", email, "password", password);
    }
}
