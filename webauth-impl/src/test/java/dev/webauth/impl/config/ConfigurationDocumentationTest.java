package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/configuration.md} with the code. Each row of a table begins with a key in
 * backticks, with the prefix {@code webauth.}; {@code <provider>} stands for the name of any
 * provider.
 */
class ConfigurationDocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|\\s*`(webauth\\.)([^`]+)`\\s*\\|");

    @Test
    void every_key_is_documented_and_every_documented_key_exists() throws IOException {
        Set<String> read = keysRead();
        assertThat(read).hasSizeGreaterThan(20);
        assertThat(keysDocumented())
                // ProvidersDocumentationTest checks the keys of providers.
                .filteredOn(key -> !key.startsWith("<provider>.") && !key.equals("providers"))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void the_documented_defaults_are_accepted() throws IOException {
        Pattern row =
                Pattern.compile("(?m)^\\|\\s*`webauth\\.([^`<]+)`\\s*\\|\\s*`([^`]+)`\\s*\\|");
        int[] checked = {0};
        row.matcher(Files.readString(PAGE))
                .results()
                .forEach(
                        found -> {
                            if (found.group(1).equals("smtp.host")) {
                                return; // in dev mode the result depends on whether it is set
                            }
                            WebAuthConfig with =
                                    TestApplication.config(found.group(1), found.group(2));
                            assertThat(with)
                                    .as(found.group(1))
                                    .hasToString(TestApplication.config().toString());
                            checked[0]++;
                        });
        assertThat(checked[0]).isGreaterThan(10);
    }

    private static Set<String> keysDocumented() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys that are read from an empty configuration. */
    private static Set<String> keysRead() {
        Settings settings = TestApplication.settings();
        WebAuthConfig.read(settings);
        return settings.asked();
    }
}
