package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.app.PlatformServlet;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Site;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Asserts that the server and the JDK are those of the profile. Writes the facts beside the
 * reports, for {@link Matrix}.
 */
@ExtendWith(ArquillianExtension.class)
class PlatformIT {

    private static final String NAME = System.getProperty("arquillian.launch");
    private static final boolean HIBERNATE = Boolean.getBoolean("webauth.test.hibernate");
    private static final Site SITE = Site.below("platform");
    private static final Properties FACTS = new Properties();

    @Deployment(testable = false)
    static WebArchive war() {
        return SITE.application(PlatformServlet.class);
    }

    @BeforeAll
    static void ask() throws IOException {
        String answer = SITE.browser().get("/platform").body();
        FACTS.load(new StringReader(answer));
        Path reports = Path.of(System.getProperty("webauth.it.reports"));
        String database = "PostgreSQL " + SITE.db().value("SHOW server_version");
        Files.writeString(
                Files.createDirectories(reports).resolve("platform.properties"),
                answer + "database=" + database + "\n");
    }

    @Test
    void the_server_is_the_one_of_the_profile() {
        assertThat(FACTS.getProperty("server")).containsIgnoringCase(NAME);
    }

    @Test
    void the_server_runs_on_the_JDK_of_this_run() {
        assertThat(FACTS.getProperty("jdk")).isEqualTo(Runtime.version().toString());
    }

    @Test
    void the_servers_own_EclipseLink_is_used_if_it_has_one() {
        boolean bundled = FACTS.getProperty("jpa.from").contains("/WEB-INF/lib/");

        assertThat(FACTS.getProperty("jpa")).startsWith(HIBERNATE ? "Hibernate" : "EclipseLink");
        assertThat(bundled).as("%s", FACTS).isEqualTo(NAME.equals("wildfly") && !HIBERNATE);
    }

    /**
     * Payara can answer with 500 directly after the deployment: on a thread of another application,
     * the health check got that application's beans.
     */
    @DisabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "wildfly|glassfish",
            disabledReason = "they have no MicroProfile Health")
    @Test
    void the_outbox_is_among_the_servers_readiness_checks() {
        // Ready only after the first check.
        Patience.await("webauth-mail among the checks").until(PlatformIT::isReady);
    }

    private static boolean isReady() {
        Page ready = SITE.browser().get(SITE.uri().resolve("/health/ready"));
        return ready.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .anyMatch(
                        check ->
                                check.getString("name").equals("webauth-mail")
                                        && check.getString("status").equals("UP"));
    }
}
