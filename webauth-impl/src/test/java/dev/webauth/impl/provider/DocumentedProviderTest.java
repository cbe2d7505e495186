package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.LoginProvider;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The custom providers that {@code docs/providers.md} shows, with exactly its settings and code.
 */
class DocumentedProviderTest {

    private static final HostileProvider OP = HostileProvider.start();

    @RegisterExtension static final TestApplication APP = TestApplication.with(settings());

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "providers.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of the page that begin with {@code webauth.staff} or {@code webauth.acme}. */
    private static String[] settings() {
        List<String> settings = new ArrayList<>();
        Matcher line =
                Pattern.compile("(?m)^webauth\\.((?:staff|acme)\\.[^=]+)=(.*)$").matcher(page());
        while (line.find()) {
            settings.add(line.group(1));
            settings.add(
                    line.group(2)
                            .replace("…", HostileProvider.CLIENT_SECRET)
                            .replace("https://sso.example.org", OP.url())
                            .replace("https://login.acme.example", OP.url()));
        }
        return settings.toArray(String[]::new);
    }

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
    }

    @Test
    void both_documented_providers_are_offered() {
        assertThat(settings()).hasSize(2 * (4 + 13));
        assertThat(APP.browser().asks(WebAuth::getProviders))
                .containsExactly(
                        new LoginProvider("acme", "Acme", "/auth/acme/login"),
                        new LoginProvider("staff", "staff", "/auth/staff/login"));
    }

    @Test
    void the_documented_provider_with_an_issuer_signs_in() {
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "staff", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserName)).contains("Vera s1");
    }

    @Test
    void the_documented_provider_with_its_own_endpoints_and_answer_signs_in() {
        Matcher answer = Pattern.compile("(?s)```json\n(.*?)```").matcher(page());
        assertThat(answer.find()).isTrue();
        OP.answer("/oauth/token", request -> OP.right(request.at("/token")));
        OP.answer("/api/me", request -> HostileProvider.Reply.json(answer.group(1)));
        FakeBrowser vera = APP.browser();
        String location = vera.get("/auth/acme/login").location();
        assertThat(location).startsWith(OP.url() + "/oauth/authorize?");
        assertThat(HostileProvider.parameters(URI.create(location).getRawQuery()))
                .containsEntry("scope", "profile,mail");
        vera.get(OP.authorize(location, "ignored"));
        assertThat(vera.asks(WebAuth::getUserProviders))
                .containsExactly(
                        new UserProvider(
                                "acme",
                                "42",
                                Optional.of("vera"),
                                Optional.of("vera@example.org")));
        assertThat(vera.asks(WebAuth::getUserPicture)).contains("https://img.acme.example/a1.jpg");
        assertThat(OP.requests("/api/me").get(0).form()).containsEntry("fields", "all");
    }
}
