package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.5, 10.0.0.5, true",
        "10.0.0.5, 10.0.0.4, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, ::1, true",
        "0.0.0.0/0, 2001:db8::1, false"
    })
    void contains_the_addresses_with_the_same_first_bits(String range, String address, boolean in) {
        assertThat(
                        IpRange.parse(range)
                                .orElseThrow()
                                .contains(IpRange.address(address).orElseThrow()))
                .isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "localhost",
                "example.org",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "999.1.1.1",
                "10.0.0",
                "256.0.0.1",
                "1.2.3.04",
                "1.2.3.4.5",
                ".::1",
                ":",
                ".:",
                "::g",
                "[::1]",
                "::1::",
                "1:2:3:4:5:6:7:8:9",
                "::1/129",
                "1:2:3",
                "a.b.c.d"
            })
    void malformed_text_is_no_range(String text) {
        assertThat(IpRange.parse(text)).isEmpty();
    }

    /** Text from a client must not be sent to a name server. */
    @Test
    void no_name_server_is_asked() {
        for (String text : new String[] {"999.999.999.999", ".::1", ".:f", "1.2.3", "a.b:c"}) {
            assertThat(IpRange.address(text)).as(text).isEmpty();
        }
    }

    @Test
    void an_ipv4_address_within_ipv6_is_that_ipv4_address() {
        assertThat(IpRange.address("::ffff:10.0.0.5")).isEqualTo(IpRange.address("10.0.0.5"));
    }
}
