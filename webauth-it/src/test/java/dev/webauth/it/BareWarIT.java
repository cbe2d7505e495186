package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Site;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application without a class of its own, and without JAX-RS. */
@ExtendWith(ArquillianExtension.class)
class BareWarIT {

    private static final Site SITE = Site.below("bare");

    @Deployment(testable = false)
    static WebArchive war() {
        return SITE.application();
    }

    @Test
    void the_librarys_routes_are_there() {
        assertThat(SITE.browser().get("/auth/logout").location()).isEqualTo("/");
        assertThat(SITE.browser().head(SITE.uri("/auth/logout")).status()).isLessThan(400);
    }

    @Test
    void the_library_has_a_page_of_its_own_for_a_link_that_is_none() {
        Page page = SITE.browser().get("/auth/confirm/" + "x".repeat(43));

        assertThat(page.isRefusal().status()).isEqualTo(404);
        assertThat(page.title()).isNotBlank();
        assertThat(page.html().select("html[lang]")).isNotEmpty();
        assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(page.setCookies()).isEmpty();
    }

    @Test
    void the_tables_are_there() {
        assertThat(SITE.db().tables())
                .contains("webauth_user", "webauth_user_auth", "webauth_user_log");
    }
}
