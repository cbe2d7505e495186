package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application below a context path, with another prefix, behind an https proxy. */
@ExtendWith(ArquillianExtension.class)
class OtherPlaceIT {

    private static final String PUBLIC = "https://shop.test/shop";

    private static final Site SITE =
            Site.below("shop")
                    .set("public-url", PUBLIC)
                    .set("base-prefix", "/sso")
                    .set("root-uri", "/open");

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demo();
    }

    @Tag("WEB-13")
    @Test
    void links_in_mails_start_with_the_public_url() {
        Person person = Person.registeredAt(SITE);

        assertThat(person.link(1).toString()).startsWith(PUBLIC + "/sso/confirm/");
        assertThat(person.mailbox().mail(1).html()).contains(PUBLIC + "/sso/confirm/");
    }

    @Tag("WEB-13")
    @Test
    void links_work_below_the_context_path() {
        Person person = Person.registeredAt(SITE);

        Page done = person.open(here(person.link(1)));

        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location").orElse(""))
                .endsWith("/dashboard")
                .doesNotContain("//s.");
        assertThat(person.isConfirmed()).isTrue();
    }

    @Tag("WEB-13")
    @Test
    void the_form_of_a_link_posts_to_its_own_uri() {
        Person person = Person.registeredAt(SITE);
        URI link = here(person.link(1));
        Browser foreign = SITE.browser();
        Page page = foreign.get(link);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.formOf("password").action().getPath()).isEqualTo(link.getPath());
    }

    @Tag("WEB-13")
    @Test
    void the_default_prefix_is_not_found() {
        assertThat(SITE.browser().get("/auth/logout").status()).isEqualTo(404);
        assertThat(SITE.browser().get("/auth/confirm/x").status()).isEqualTo(404);
        assertThat(SITE.browser().get("/sso/confirm/x").status()).isEqualTo(404);
    }

    @Test
    void logging_out_leads_to_the_configured_root() {
        Person person = Person.registeredAt(SITE);
        Page out = person.browser().get("/sso/logout");

        assertThat(out.header("Location").orElse("")).endsWith("/open");
        assertThat(person.isLoggedIn()).isFalse();
    }

    @Tag("SES-04")
    @Test
    void cookies_are_secure() {
        Person person = Person.at(SITE);
        Page registered = person.register();

        assertThat(registered.setCookies())
                .isNotEmpty()
                .allSatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .containsIgnoringCase("; Secure")
                                        .containsIgnoringCase("; HttpOnly")
                                        .containsIgnoringCase("; SameSite=Lax"));
    }

    @Tag("WEB-04")
    @Test
    void only_the_public_origin_can_send_forms() {
        Person person = Person.registeredAt(SITE);
        Browser browser = person.browser().with("Sec-Fetch-Site", null);

        browser.with("Origin", "http://127.0.0.1").post("/regenerate-api-key").isError(403);
        assertThat(browser.with("Origin", "https://shop.test").post("/regenerate-api-key").status())
                .isEqualTo(303);
    }

    /** The URI to which a proxy passes a request for the link. */
    private static URI here(URI link) {
        return SITE.uri(link.toString().substring(PUBLIC.length()));
    }
}
