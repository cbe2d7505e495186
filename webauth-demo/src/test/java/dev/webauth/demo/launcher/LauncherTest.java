package dev.webauth.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LauncherTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void the_address_has_ascii_digits_in_every_locale() {
        for (Locale locale : Locale.getAvailableLocales()) {
            Locale.setDefault(locale);
            assertThat(Launcher.ready(21700, Path.of("server.log")))
                    .isEqualTo("WebAuth demo is ready: http://localhost:21700/ (log: server.log)");
        }
    }
}
