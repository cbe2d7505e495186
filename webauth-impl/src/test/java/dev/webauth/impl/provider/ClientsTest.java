package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.LoginProvider;
import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.web.Route;
import dev.webauth.spi.IdentityProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configured providers, and errors that stop the deployment. */
class ClientsTest {

    private static final String[] ACME = {
        "acme.client-id", "our-id",
        "acme.authorization-uri", "https://acme.test/authorize",
        "acme.token-uri", "https://acme.test/token",
        "acme.userinfo-uri", "https://acme.test/me"
    };

    @RegisterExtension final ProviderLog log = new ProviderLog();

    private static String[] acme(String... more) {
        List<String> all = new ArrayList<>(List.of(ACME));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static List<String> ids(Clients clients) {
        return clients.all().stream().map(LoginProvider::id).toList();
    }

    @Test
    void without_configuration_there_is_no_provider() {
        assertThat(TestClients.of().all()).isEmpty();
    }

    @Test
    void every_provider_with_a_client_id_is_offered() {
        assertThat(TestClients.of("google.client-id", "g", "github.client-id", "h").all())
                .containsExactly(
                        new LoginProvider("github", "GitHub", "/auth/github/login"),
                        new LoginProvider("google", "Google", "/auth/google/login"));
    }

    @Test
    void a_list_selects_and_orders_the_providers() {
        assertThat(
                        ids(
                                TestClients.of(
                                        "google.client-id", "g",
                                        "github.client-id", "h",
                                        "twitch.client-id", "t",
                                        "providers", "twitch, github")))
                .containsExactly("twitch", "github");
    }

    static List<String> presets() {
        return ProviderFixture.ids();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void every_preset_needs_only_its_documented_keys(String id) {
        List<String> settings = new ArrayList<>(List.of(id + ".client-id", "our-id"));
        if (id.equals("apple")) {
            settings.addAll(List.of("apple.team-id", "T", "apple.key-id", "K"));
            settings.addAll(List.of("apple.private-key", ClientCheck.privateKey()));
        }
        Client client = TestClients.of(settings.toArray(String[]::new)).find(id).orElseThrow();
        assertThat(client.title()).isNotEqualTo(id);
        assertThat(client.uri("authorization-uri")).isPresent();
        assertThat(client.uri("token-uri")).isPresent();
    }

    @Test
    void every_line_of_the_presets_sets_an_existing_field() {
        assertThat(ProviderFixture.presets().stringPropertyNames())
                .allMatch(name -> Fields.names().contains(name.substring(name.indexOf('.') + 1)));
    }

    @Test
    void keys_may_come_from_the_environment() {
        Map<String, String> environment =
                Map.of(
                        "WEBAUTH_GITHUB_CLIENT_ID", "from-env",
                        "WEBAUTH_GITHUB_TOKEN_URI", "https://ghe.test/token",
                        "WEBAUTH_MY_SSO_CLIENT_ID", "sso",
                        "WEBAUTH_MY_SSO_ISSUER", "https://sso.test");
        Settings settings =
                new Settings(
                        new SmallRyeConfigBuilder()
                                .withSources(new EnvConfigSource(environment, 300))
                                .build());
        Clients clients = TestClients.of(List.of(), settings);
        assertThat(ids(clients)).containsExactly("github", "my-sso");
        Client github = clients.find("github").orElseThrow();
        assertThat(github.text("client-id")).isEqualTo("from-env");
        assertThat(github.text("token-uri")).isEqualTo("https://ghe.test/token");
        assertThat(clients.find("my-sso").orElseThrow().isOpenId()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "github,github.client-id",
        "nobody,nobody.client-id",
        "GitHub,providers",
        "1st,providers",
        "a_b,providers",
        "../x,providers",
        "logout,providers",
        "confirm,providers",
        "dev,providers",
        "smtp,providers"
    })
    void a_listed_provider_must_be_known(String listed, String key) {
        refused("webauth." + key + " ", "providers", listed);
    }

    @RegisterExtension
    static final TestApplication APP = TestApplication.with("reauthenticate.client-id", "x");

    @Test
    void no_provider_is_called_as_a_route_or_a_group_of_keys() {
        assertThat(APP.bean(Clients.class).reserved())
                .contains("confirm", "logout", "dev", "reauthenticate")
                .contains("email", "smtp", "password", "api-key", "session", "limit", "secret-key")
                .contains("login", "register", "recover", "account", "second-factor", "passkey")
                .contains("api", "page", "demo")
                .doesNotContain("github", "acme");
        assertThat(APP.bean(Clients.class).all()).isEmpty();
    }

    @Test
    void each_route_has_a_name_except_that_of_the_providers() {
        assertThat(APP.bean(BeanManager.class).getBeans(Route.class, Any.Literal.INSTANCE))
                .extracting(Bean::getBeanClass)
                .filteredOn(route -> !route.isAnnotationPresent(Route.Name.class))
                .isEqualTo(List.of(ProviderRoute.class));
    }

    @Test
    void the_refusal_of_a_name_is_the_same_each_time() {
        Clients clients =
                TestClients.unread(
                        List.of(),
                        TestApplication.settings("providers", "acme", "acme.client-id", "our-id"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(clients::all).hasMessageContaining("acme is not a preset");
        }
    }

    @Test
    void reserved_names_are_not_providers() {
        assertThat(TestClients.of("email.client-id", "x", "page.client-id", "y").all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorization-uri|http://acme.test/authorize",
                "token-uri|http://10.0.0.1/token",
                "userinfo-uri|http://localhost.acme.test/me",
                "emails-uri|ftp://acme.test/emails",
                "jwks-uri|/keys",
                "userinfo-fallback-uri|https://",
                "token-uri|https://acme.test/to ken",
                "authorization-uri|https://acme.test/authorize#x",
                "issuer|http://acme.test",
                "issuer|acme",
                "issuer|https://my_sso.acme.test",
                "pkce|yes",
                "pkce|TRUE",
                "nonce|1",
                "openid|maybe",
                "trust-email|on",
                "html-escaped|x",
                "picture-without-query|x",
                "simulated|x",
                "response-mode|fragment",
                "userinfo-method|PUT",
                "userinfo-token|bearer",
                "token-endpoint-auth-method|private_key_jwt"
            })
    void a_wrong_value_is_refused_by_its_key(String field, String value) {
        refused("webauth.acme." + field + " must be ", acme("acme." + field, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/x", "http://127.0.0.1/x", "http://[::1]:1/x"})
    void http_is_accepted_on_this_machine(String uri) {
        assertThat(TestClients.of(acme("acme.token-uri", uri)).find("acme")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization-uri", "token-uri", "userinfo-uri"})
    void a_provider_without_an_issuer_needs_its_endpoints(String field) {
        refused(
                "webauth.acme." + field + " is required, unless webauth.acme.issuer is set",
                acme("acme." + field, ""));
    }

    @Test
    void openid_connect_needs_an_issuer() {
        refused("webauth.acme.issuer is required", acme("acme.openid", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-id", "key-id", "private-key"})
    void apple_needs_further_keys(String field) {
        List<String> settings = new ArrayList<>(List.of("apple.client-id", "our-id"));
        Map.of("team-id", "T", "key-id", "K", "private-key", ClientCheck.privateKey())
                .forEach(
                        (name, value) -> {
                            if (!name.equals(field)) {
                                settings.addAll(List.of("apple." + name, value));
                            }
                        });
        refused("webauth.apple." + field + " is required", settings.toArray(String[]::new));
    }

    private static final String RSA_SHAPED = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";

    @ParameterizedTest
    @ValueSource(strings = {RSA_SHAPED, "top secret!", "-----BEGIN PRIVATE KEY-----"})
    void a_malformed_apple_key_is_not_in_the_message(String key) {
        assertThatThrownBy(() -> TestClients.of(apple(key)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("webauth.apple.private-key must be the text of the .p8")
                .message()
                .doesNotContain(key);
    }

    @Test
    void an_apple_key_can_be_one_line() {
        String line = ClientCheck.privateKey().replace("\n", "\\n");
        assertThat(TestClients.of(apple(line)).find("apple")).isPresent();
    }

    private static String[] apple(String key) {
        return new String[] {
            "apple.client-id", "our-id",
            "apple.team-id", "T",
            "apple.key-id", "K",
            "apple.private-key", key
        };
    }

    @Test
    void a_bean_with_a_bad_id_is_refused() {
        IdentityProvider bad = new AcmeProvider("Ac me");
        assertThatThrownBy(() -> TestClients.of(List.of(bad), TestApplication.settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Ac me");
    }

    @Test
    void an_application_with_a_wrong_provider_does_not_start_and_names_the_key() {
        WeldContainer container =
                TestApplication.boot(
                        Map.of("webauth.github.client-id", "x", "webauth.github.pkce", "maybe"),
                        List.of());
        assertThatThrownBy(() -> container.select(Clients.class).get().announce())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("webauth.github.pkce must be one of [false, true]");
    }

    /**
     * Regression test: the public URL includes the context path, and the line contained it twice
     * when no URL was set.
     */
    @Test
    void the_log_shows_the_callback_url_as_documented() {
        TestClients.of("github.client-id", "x").announce();
        assertThat(log.last())
                .endsWith("callback (redirect) URL is <webauth.public-url>/auth/github/auth");
        TestClients.of("github.client-id", "x", "public-url", "https://app.test/shop").announce();
        assertThat(log.last())
                .endsWith("callback (redirect) URL is https://app.test/shop/auth/github/auth");
    }

    /** The primary address may be on a second page, which the library does not read. */
    @ParameterizedTest
    @CsvSource({"github,per_page=100", "bitbucket,pagelen=100"})
    void the_list_of_addresses_is_requested_with_the_largest_page_size(String id, String query) {
        Client client = TestClients.of(id + ".client-id", "x").find(id).orElseThrow();
        assertThat(client.uri("emails-uri").orElseThrow().getQuery()).isEqualTo(query);
    }

    private static void refused(String message, String... settings) {
        assertThatThrownBy(() -> TestClients.of(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }
}
