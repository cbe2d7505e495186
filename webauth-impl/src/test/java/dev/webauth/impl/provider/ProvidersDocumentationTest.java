package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.config.Settings;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the tables of {@code docs/providers.md}, and the tables of providers in
 * configuration.md, with the code.
 */
class ProvidersDocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path SOURCES = Path.of("src/main/java/dev/webauth/impl/provider");
    private static final Pattern FIELD =
            Pattern.compile("(?m)^\\| `webauth\\.<provider>\\.([^`]+)` \\| (`([^`]+)`)?[^|]*\\|");
    private static final Pattern PRESET =
            Pattern.compile(
                    "(?m)^\\| `([a-z]+)` \\| ([^|]+) \\| `([^`|]+)` \\| ([^|]+) \\| [^|]*\\|$");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| \\d+ \\|");
    private static final Pattern FAILURE =
            Pattern.compile("ProviderFailure\\.(?:refused|wrong)\\(\\s*\"([a-z_]+)\"");

    private static String page(String name) {
        return text(DOCS.resolve(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_field_is_documented_and_every_documented_field_exists() {
        Map<String, String> documented = new TreeMap<>();
        FIELD.matcher(page("configuration.md"))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(3)));
        assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(Fields.names());
        // A default value in backticks is literal.
        documented.forEach(
                (field, defaultValue) -> {
                    if (defaultValue != null && !field.equals("scope")) {
                        assertThat(Fields.defaultValue(field)).as(field).isEqualTo(defaultValue);
                    }
                });
        assertThat(Fields.names())
                .filteredOn(field -> documented.get(field) == null)
                .allMatch(field -> Fields.defaultValue(field).isBlank());
    }

    @Test
    void the_list_of_providers_is_documented() {
        assertThat(page("configuration.md")).contains("\n| `webauth.providers` | ");
    }

    @Test
    void every_preset_is_in_the_table_with_its_callback_url() {
        Map<String, String> urls = new TreeMap<>();
        presets(row -> urls.put(row.group(1), row.group(3)));
        assertThat(urls.keySet()).containsExactlyElementsOf(ProviderFixture.ids());
        assertThat(urls)
                .allSatisfy(
                        (id, url) ->
                                assertThat(url)
                                        .isEqualTo("https://app.example.org/auth/" + id + "/auth"));
    }

    /** The fixtures test the presets, so this compares the table with the real behaviour. */
    @Test
    void the_table_shows_the_person_that_each_preset_returns() {
        presets(
                row ->
                        assertThat(row.group(4))
                                .as(row.group(1))
                                .isEqualTo(gives(ProviderFixture.read(row.group(1)))));
    }

    private static String gives(ProviderFixture fixture) {
        JsonObject person = fixture.object("person");
        boolean verified =
                Stream.concat(
                                Stream.of(fixture),
                                fixture.object("also").keySet().stream().map(fixture::also))
                        .anyMatch(one -> one.object("person").getBoolean("verified"));
        List<String> all = new ArrayList<>();
        add(all, person, "name", "name");
        add(all, person, "picture", "picture");
        add(all, person, "email", "e-mail");
        if (verified) {
            all.add("verified");
        }
        return String.join(", ", all);
    }

    private static void add(List<String> all, JsonObject person, String field, String word) {
        if (!person.get(field).equals(JsonValue.NULL)) {
            all.add(word);
        }
    }

    @Test
    void the_keys_in_the_table_are_sufficient_for_each_preset() {
        presets(
                row -> {
                    String id = row.group(1);
                    Set<String> keys = new TreeSet<>();
                    for (String key : row.group(2).replaceAll("\\([^)]*\\)", "").split(",")) {
                        String name = key.strip().replace("`", "");
                        keys.add(
                                name.equals("id") || name.equals("secret")
                                        ? "client-" + name
                                        : name);
                    }
                    assertThat(Fields.names()).containsAll(keys);
                    List<String> settings = new ArrayList<>();
                    for (String key : keys) {
                        settings.add(id + "." + key);
                        settings.add(key.equals("private-key") ? ClientCheck.privateKey() : "x");
                    }
                    Settings with = TestApplication.settings(settings.toArray(String[]::new));
                    Client client = TestClients.of(List.of(), with).find(id).orElseThrow();
                    assertThat(keys.contains("app-key"))
                            .isEqualTo(client.is("userinfo-token", "query"));
                    assertThat(keys.contains("client-secret"))
                            .isEqualTo(
                                    client.text("token-endpoint-auth-method")
                                            .matches("client_secret_(basic|post)"));
                });
    }

    private static void presets(java.util.function.Consumer<java.util.regex.MatchResult> check) {
        String table = page("providers.md").split("## Presets")[1].split("\n## ")[0];
        Matcher rows = PRESET.matcher(table);
        assertThat(rows.results().count()).isEqualTo(21);
        rows.reset().results().forEach(check);
    }

    @Test
    void every_failure_code_is_documented_and_every_documented_code_exists() throws IOException {
        // The pattern does not find these three, because they are not literals at the call.
        Set<String> codes =
                new TreeSet<>(Arrays.asList("access_denied", "provider_error", "provider_busy"));
        try (Stream<Path> files = Files.list(SOURCES)) {
            files.forEach(
                    file ->
                            FAILURE.matcher(text(file))
                                    .results()
                                    .forEach(found -> codes.add(found.group(1))));
        }
        assertThat(codes).hasSizeGreaterThan(15);
        assertThat(
                        CODE.matcher(page("providers.md"))
                                .results()
                                .map(found -> found.group(1))
                                .collect(Collectors.toSet()))
                .isEqualTo(codes);
    }
}
