package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.kind.ScanningApplication;
import dev.webauth.it.rig.Server;
import dev.webauth.it.rig.Site;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong setting stops the deployment, and the message of the server names it. */
@ExtendWith(ArquillianExtension.class)
class WrongConfigurationIT {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SECRET = "tooShort-7Q";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public-url|ftp://127.0.0.1/",
                "public-url|/just/a/path",
                "base-prefix|auth",
                "password.bcrypt-cost|9",
                "password.min-length|many",
                "email.confirm.expires|1 hour",
                "email.remind.text|no link at all",
                "smtp.tls|maybe",
                "trusted-proxies|localhost",
                "allow-registration|perhaps",
                "datasource|java:jboss/datasources/no-such-thing"
            })
    void the_message_names_the_wrong_key(String key, String value) {
        String message = Server.trial(site().set(key, value).application());

        assertThat(message).contains("webauth." + key);
    }

    @Test
    void the_message_names_a_wrong_provider_key_and_hides_the_secret() {
        String message =
                Server.trial(
                        site().set("acme.client-id", "us")
                                .set("acme.client-secret", SECRET)
                                .set("acme.issuer", "http://acme.test")
                                .application());

        assertThat(message).contains("webauth.acme.issuer must be https").doesNotContain(SECRET);
    }

    @Tag("WEB-08")
    @Test
    void dev_mode_with_a_public_url_stops_the_deployment() {
        String message =
                Server.trial(
                        site().set("dev-mode", "true")
                                .set("public-url", "https://shop.test")
                                .application());

        assertThat(message).contains("webauth.dev-mode");
    }

    @Test
    void the_message_never_contains_a_secret() {
        String message = Server.trial(site().set("secret-key", SECRET).application());

        assertThat(message).contains("webauth.secret-key").doesNotContain(SECRET);
    }

    @Test
    void a_jax_rs_application_at_the_librarys_prefix_is_named() {
        String message =
                Server.trial(
                        site().set("base-prefix", "/api").application(ScanningApplication.class));

        assertThat(message).contains("webauth.base-prefix", ScanningApplication.class.getName());
    }

    @Test
    void a_correct_configuration_deploys() {
        assertThat(Server.trial(site().application())).isEmpty();
    }

    private static Site site() {
        return Site.below("wrong" + COUNT.incrementAndGet());
    }
}
