package dev.webauth.impl.config;

import dev.webauth.spi.SecondFactorPolicy.Need;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Second factors.
 *
 * @param need of accounts for which the application's {@code SecondFactorPolicy} does not decide
 * @param page the application's own page that asks for one; empty for the library's
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
