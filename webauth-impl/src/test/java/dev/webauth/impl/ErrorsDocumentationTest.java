package dev.webauth.impl;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructor;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.ResourceBusyException;
import dev.webauth.UnavailableException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md}, the texts of refusals, and the code say the same. */
class ErrorsDocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path OF_PASSKEYS = Path.of("..", "webauth-passkeys", "src/main/java");
    private static final List<Class<? extends WebAuthException>> TYPES =
            List.of(
                    AccessDeniedException.class,
                    InvalidInputException.class,
                    ResourceAlreadyExistsException.class,
                    ResourceBusyException.class,
                    UnavailableException.class,
                    UserNotFoundException.class);

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\w+) \\| (\\d+) \\|");
    private static final Pattern THROWN =
            Pattern.compile(
                    "new (AccessDenied|InvalidInput|ResourceAlreadyExists|ResourceBusy|Unavailable"
                            + "|UserNotFound)Exception\\(\\s*(?:\"([a-z_]+)\"|(?:\\w+\\.)?([A-Z_]+)),");
    private static final Pattern CONSTANT =
            Pattern.compile("static final String ([A-Z_]+) = \"([a-z_]+)\";");

    private static final JavaClasses IMPL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.webauth.impl");

    private static String sources(Path... folders) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    /** Each code that the library throws, with its exception and status. */
    private static Map<String, String> thrown() throws IOException {
        String sources = sources(SOURCES, OF_PASSKEYS);
        Map<String, String> constants = new HashMap<>();
        CONSTANT.matcher(sources)
                .results()
                .forEach(found -> constants.put(found.group(1), found.group(2)));
        Map<String, String> codes = new TreeMap<>();
        for (MatchResult found : THROWN.matcher(sources).results().toList()) {
            String code = found.group(2) == null ? constants.get(found.group(3)) : found.group(2);
            codes.merge(
                    code,
                    found.group(1) + " " + made(found.group(1), code).status(),
                    (one, other) -> one.equals(other) ? one : one + " and " + other);
        }
        return codes;
    }

    private static WebAuthException made(String type, String code) {
        return switch (type) {
            case "AccessDenied" -> new AccessDeniedException(code, "");
            case "InvalidInput" -> new InvalidInputException(code, "");
            case "ResourceAlreadyExists" -> new ResourceAlreadyExistsException(code, "");
            case "ResourceBusy" -> new ResourceBusyException(code, "");
            case "UserNotFound" -> new UserNotFoundException(code, "");
            default -> new UnavailableException(code, "", null);
        };
    }

    @Test
    void every_code_is_documented_and_every_documented_code_exists() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(PAGE))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2) + " " + row.group(3)));
        assertThat(documented).hasSizeGreaterThan(40).isEqualTo(thrown());
    }

    /** The codes are read from the sources: a refusal whose code is not found there has none. */
    @Test
    void the_code_of_every_refusal_is_read() throws IOException {
        long made =
                TYPES.stream()
                        .flatMap(
                                type ->
                                        IMPL.stream()
                                                .flatMap(
                                                        from ->
                                                                from
                                                                        .getConstructorCallsFromSelf()
                                                                        .stream())
                                                .filter(
                                                        call ->
                                                                call.getTargetOwner()
                                                                        .isEquivalentTo(type)))
                        .count();
        assertThat(THROWN.matcher(sources(SOURCES)).results().count()).isEqualTo(made);
    }

    @Test
    void no_refusal_of_the_library_has_the_code_of_its_class() {
        for (Class<? extends WebAuthException> type : TYPES) {
            noClasses()
                    .should(
                            type == UnavailableException.class
                                    ? callConstructor(type, String.class, Throwable.class)
                                    : callConstructor(type, String.class))
                    .check(IMPL);
        }
    }

    @Test
    void every_code_has_a_text_for_visitors_and_every_such_text_a_code() throws IOException {
        Properties texts = new Properties();
        texts.load(getClass().getResourceAsStream("/dev/webauth/pages/refusal_en.properties"));
        assertThat(texts.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        thrown().keySet().stream().map(code -> "refusal." + code).toList());
    }

    @Test
    void nobody_logged_in_is_401_and_too_large_413() {
        assertThat(new AccessDeniedException("not_authenticated", "").status()).isEqualTo(401);
        assertThat(new AccessDeniedException("any", "").status()).isEqualTo(403);
        assertThat(new InvalidInputException("body_too_large", "").status()).isEqualTo(413);
        assertThat(new InvalidInputException("").status()).isEqualTo(400);
        assertThat(new UserNotFoundException("").status()).isEqualTo(404);
        assertThat(new ResourceBusyException("").status()).isEqualTo(409);
        assertThat(new ResourceAlreadyExistsException("").status()).isEqualTo(409);
        assertThat(new UnavailableException("", null).status()).isEqualTo(503);
    }
}
