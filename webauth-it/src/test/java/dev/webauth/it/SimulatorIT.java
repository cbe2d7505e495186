package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.RawHttp;
import dev.webauth.it.rig.Site;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulator of dev mode on a server. The library calls itself over real HTTP; other machines
 * cannot call it.
 */
@ExtendWith(ArquillianExtension.class)
class SimulatorIT {

    static List<String> presets() {
        return List.of(
                ("battlenet twitter facebook google github dropbox instagram reddit gitlab slack"
                                + " discord stackoverflow bitbucket strava spotify yandex twitch vk"
                                + " microsoft apple linkedin")
                        .split(" "));
    }

    private static final Site SITE = Site.below("simulator").unconfigured();

    @Deployment(testable = false)
    static WebArchive demo() {
        for (String preset : presets()) {
            SITE.set(preset + ".client-id", "made-up");
        }
        return SITE.demo();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void an_invented_person_signs_in_with_each_provider(String preset) {
        Browser browser = SITE.browser();
        Page at = browser.followAll(browser.click(browser.get("/"), "login-" + preset));
        at = browser.click(at, "approve");
        if (at.has("continue")) {
            at = browser.click(at, "continue");
        }
        at = browser.followAll(at);
        assertThat(at.uri()).isEqualTo(SITE.uri("/dashboard"));
        assertThat(at.has("delete-provider-" + preset)).isTrue();
        assertThat(at.body()).contains("Ada");
    }

    @Test
    void the_simulator_answers_only_on_loopback() {
        for (String host : new String[] {"evil.test", "192.168.0.1"}) {
            RawHttp.Answer answer =
                    RawHttp.send(
                            "GET /simulator/auth/dev/idp HTTP/1.1",
                            "Host: " + host,
                            "Connection: close",
                            "");
            assertThat(answer.status()).as("%s", answer).isIn(400, 403, 404);
        }
        assertThat(SITE.browser().get("/auth/dev/idp").status()).isEqualTo(200);
    }
}
