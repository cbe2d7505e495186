package dev.webauth.impl.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's prefix and the paths of JAX-RS. */
class PrefixCheckTest {

    @ApplicationPath("/api")
    static class Api extends Application {}

    @ApplicationPath("api/v2/*")
    static class SecondApi extends Application {}

    @ApplicationPath("/")
    static class Root extends Application {}

    @Path("/auth/status")
    static class Hidden {}

    @Path("authors")
    static class Beside {}

    private static PrefixCheck check(String prefix, Class<?>... classes) {
        return new PrefixCheck(prefix, List.of(classes));
    }

    @Test
    void an_application_at_the_prefix_stops_the_deployment_and_is_named() {
        assertThat(check("/api", Api.class, Root.class).problem())
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .startsWith("webauth.base-prefix is /api, but")
                                        .contains(Api.class.getName(), "is at /api"));
        assertThat(check("/api", SecondApi.class).problem()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/api/auth", "/apis", "/ap"})
    void an_application_elsewhere_does_not(String prefix) {
        assertThat(check(prefix, Api.class, Root.class, Beside.class).problem()).isEmpty();
    }

    @Test
    void a_resource_that_the_prefix_hides_is_warned_about() {
        assertThat(check("/auth", Root.class, Hidden.class, Beside.class).warnings())
                .singleElement()
                .asString()
                .startsWith(Hidden.class.getName() + " is hidden by webauth.base-prefix");
        assertThat(check("/auth", Api.class, Hidden.class).warnings()).isEmpty();
    }
}
