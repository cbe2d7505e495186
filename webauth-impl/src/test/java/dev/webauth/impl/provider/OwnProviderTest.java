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
    void is_there_though_nothing_lists_it() {
        assertThat(APP.browser().asks(WebAuth::getProviders))
                .containsExactly(new LoginProvider("acme-bean", "Acme", "/auth/acme-bean/login"));
    }

    @Test
    void changes_what_the_provider_tells_and_is_overridden_by_the_configuration() {
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
    void claims_that_it_did_not_expect_are_the_providers_fault() {
        OP.userinfo(person -> person.add("parts", "a\nb"));
        assertThat(OP.signIn(APP.browser(), "acme-bean", "s1").status()).isEqualTo(502);
        OP.userinfo(person -> person.add("parts", Json.createArrayBuilder()));
        assertThat(OP.signIn(APP.browser(), "acme-bean", "s1").status()).isEqualTo(502);
    }
}
