package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.rig.Warnings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client address behind proxies. Limits and the event log use it. */
class ClientAddressTest {

    private static final String HEADER = "X-Forwarded-For";

    @RegisterExtension
    static final TestApplication PROXIED =
            TestApplication.with("real-ip-header", HEADER, "trusted-proxies", "10.0.0.0/8,::1");

    @RegisterExtension
    static final TestApplication STANDARDISED =
            TestApplication.with("real-ip-header", "Forwarded", "trusted-proxies", "10.0.0.0/8");

    @RegisterExtension static final TestApplication DIRECT = TestApplication.with();

    private static String address(TestApplication app, String peer, String name, String... lines) {
        return app.browser()
                .from(peer)
                .withLines(name, lines)
                .asks(webauth -> app.bean(ClientIp.class).text().orElse(""));
    }

    /**
     * Regression test: HAProxy adds a header line of its own, but only the first line, which the
     * client sent, was read.
     */
    @Test
    void all_lines_of_the_header_are_one_list() {
        assertThat(address(PROXIED, "10.0.0.5", HEADER, "203.0.113.1", "198.51.100.7"))
                .isEqualTo("198.51.100.7");
        assertThat(address(PROXIED, "10.0.0.5", HEADER, "203.0.113.1", "198.51.100.7, 10.1.1.1"))
                .isEqualTo("198.51.100.7");
        assertThat(address(PROXIED, "10.0.0.5", HEADER, "203.0.113.1", "198.51.100.7", "10.2.2.2"))
                .isEqualTo("198.51.100.7");
        assertThat(address(PROXIED, "10.0.0.5", HEADER, "198.51.100.7", "nonsense"))
                .isEqualTo("10.0.0.5");
    }

    @Test
    void a_client_cannot_choose_its_address_by_a_header_line() {
        PROXIED.confirmed("vera@x.test", "correct horse");
        FakeBrowser attacker = PROXIED.browser().from("10.0.0.5");
        for (int i = 1; i <= 14; i++) {
            attacker.withLines(HEADER, "203.0.113." + i, "198.51.100.7");
            String address = "user" + i + "@x.test";
            refused(() -> attacker.calls(webauth -> webauth.login(address, "wrong horse")));
        }
        refused(() -> attacker.calls(webauth -> webauth.login("vera@x.test", "correct horse")));
        FakeBrowser vera = PROXIED.browser().from("10.0.0.5").with(HEADER, "198.51.100.8");
        vera.calls(webauth -> webauth.login("vera@x.test", "correct horse"));
        assertThat(vera.asks(WebAuth::isAuthenticated)).isTrue();
    }

    private static void refused(Runnable call) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call::run)
                .isInstanceOf(dev.webauth.AccessDeniedException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "198.51.100.7|198.51.100.7",
                "198.51.100.7:4711|198.51.100.7",
                " \"198.51.100.7:4711\" |198.51.100.7",
                "[2001:db8::1]:4711|2001:db8:0:0:0:0:0:1",
                "[2001:db8::1]|2001:db8:0:0:0:0:0:1",
                "\"[2001:db8::1]:4711\"|2001:db8:0:0:0:0:0:1",
                "2001:db8::1|2001:db8:0:0:0:0:0:1",
                "2001:db8::1%eth0|2001:db8:0:0:0:0:0:1",
                "203.0.113.1, 198.51.100.7:80, 10.1.1.1:99|198.51.100.7",
                "198.51.100.7:x|10.0.0.5",
                "unknown|10.0.0.5",
                "[|10.0.0.5",
                "\"|10.0.0.5",
                "[198.51.100.7|10.0.0.5",
                "198.51.100.999|10.0.0.5",
                "localhost|10.0.0.5"
            })
    void an_address_can_have_a_port_brackets_and_quotes(String hops, String expected) {
        assertThat(address(PROXIED, "10.0.0.5", HEADER, hops)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "for=198.51.100.7|198.51.100.7",
                "For=\"198.51.100.7:4711\";proto=https|198.51.100.7",
                "proto=https; for=\"[2001:db8::1]:80\"; by=10.0.0.5|2001:db8:0:0:0:0:0:1",
                "for=203.0.113.1, for=198.51.100.7, for=10.1.1.1|198.51.100.7",
                "for=_hidden|10.0.0.5",
                "by=198.51.100.7|10.0.0.5"
            })
    void the_standard_header_is_read_as_well(String hops, String expected) {
        assertThat(address(STANDARDISED, "10.0.0.5", "Forwarded", hops)).isEqualTo(expected);
    }

    /**
     * Behind a proxy that is not configured the limits by network are off, so a warning is logged.
     */
    @Test
    void a_proxy_that_is_not_configured_is_warned_about_once() {
        assertThat(warnings(DIRECT, "127.0.0.1", HEADER)).containsExactly("real-ip-header");
        assertThat(warnings(DIRECT, "10.1.2.3", "Forwarded")).containsExactly("real-ip-header");
        assertThat(warnings(DIRECT, "203.0.113.9", HEADER)).isEmpty();
        assertThat(warnings(PROXIED, "203.0.113.9", HEADER)).containsExactly("trusted-proxies");
        assertThat(warnings(PROXIED, "10.0.0.5", HEADER)).isEmpty();
        assertThat(warnings(PROXIED, "10.0.0.5", "X-Real-IP")).containsExactly("real-ip-header");
        assertThat(warnings(PROXIED, "203.0.113.9", "X-Real-IP")).isEmpty();
    }

    /** The configuration keys that the warnings of a new node name. */
    private static List<String> warnings(TestApplication app, String peer, String header) {
        TestApplication node = app.anotherNode();
        try (Warnings warnings = Warnings.of("dev.webauth.web")) {
            address(node, peer, header, "198.51.100.7");
            address(node, peer, header, "198.51.100.8");
            return warnings.texts().stream()
                    .map(text -> text.replaceFirst("(?s).*(?:Set|to) webauth\\.([a-z-]+).*", "$1"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void a_second_fetch_metadata_line_allows_nothing(String own) {
        FakeBrowser vera = DIRECT.confirmed("vera@x.test", "correct horse");
        vera.withLines("Sec-Fetch-Site", own, "cross-site");
        assertThat(vera.post("/auth/logout").status()).isEqualTo(403);
        vera.withLines("Sec-Fetch-Site", "cross-site", own);
        assertThat(vera.post("/auth/logout").status()).isEqualTo(403);
    }
}
