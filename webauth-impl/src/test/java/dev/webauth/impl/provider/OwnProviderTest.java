package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.LoginProvider;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider bean of the application. The configuration overrides it. */
class OwnProviderTest {

    private static final HostileProvider OP = HostileProvider.start();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(
                    List.of(AcmeProvider.class),
                    "acme-bean.issuer",
                    OP.url(),
                    "acme-bean.client-secret",
                    HostileProvider.CLIENT_SECRET);

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
        OP.userinfo(
                person ->
                        person.add(
                                "parts",
                                Json.createArrayBuilder()
                                        .add("eu")
                                        .add(42)
                                        .add(Json.createObjectBuilder().add("full", "Vera"))));
    }

    @Test
    void a_provider_bean_is_offered_without_configuration() {
        assertThat(APP.browser().asks(WebAuth::getProviders))
                .containsExactly(new LoginProvider("acme-bean", "Acme", "/auth/acme-bean/login"));
    }

    @Test
    void a_provider_bean_maps_the_claims_and_the_configuration_overrides_it() {
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "acme-bean", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserProviders))
                .containsExactly(
                        new UserProvider(
                                "acme-bean",
                                "eu-42",
                                Optional.of("Vera"),
                                Optional.of("s1@x.test")));
    }

    /**
     * Regression test: an exception of the bean was an error 500, and its text, which quotes the
     * provider, was in the log.
     */
    @Test
    void an_exception_of_a_provider_bean_is_a_failed_sign_in() {
        OP.userinfo(person -> person.add("parts", "a\nb"));
        assertThat(OP.signIn(APP.browser(), "acme-bean", "s1").status()).isEqualTo(502);
        OP.userinfo(person -> person.add("parts", Json.createArrayBuilder()));
        assertThat(OP.signIn(APP.browser(), "acme-bean", "s1").status()).isEqualTo(502);
    }
}
