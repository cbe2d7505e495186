package dev.webauth.impl.config;

import dev.webauth.spi.SecondFactorPolicy.Need;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of second factors.
 *
 * @param need the policy if the application has no {@code SecondFactorPolicy}
 * @param page the application's own page; empty for the library's
 */
public record SecondFactorConfig(Need need, Optional<String> page) {

    static final String PAGE = "page.second-factor";

    static SecondFactorConfig read(Settings settings) {
        String need =
                settings.oneOf("second-factor", "optional", Set.of("off", "optional", "required"));
        return new SecondFactorConfig(
                Need.valueOf(need.toUpperCase(Locale.ROOT)), settings.text(PAGE));
    }
}
