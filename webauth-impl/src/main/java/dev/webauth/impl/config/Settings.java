package dev.webauth.impl.config;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * Reads typed values of keys that begin with {@code webauth.}. Every failure names its key. Values
 * are read as text and parsed here, because servers' converters accept different values and report
 * errors differently.
 *
 * @param asked every key that was read, whether it is set or not
 */
public record Settings(Config config, Set<String> asked) {

    static final String PREFIX = "webauth.";

    public Settings(Config config) {
        this(config, ConcurrentHashMap.newKeySet());
    }

    public Optional<String> text(String key) {
        asked.add(key);
        return value(key);
    }

    private Optional<String> value(String key) {
        Expressions.unset(config, PREFIX + key)
                .ifPresent(
                        name -> {
                            throw wrong(key, "refers to ${" + name + "}, which is not set");
                        });
        return config.getOptionalValue(PREFIX + key, String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The first parts of all keys that were asked for and have more than one part. */
    public Set<String> groups() {
        return asked.stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads a secret from its key, or from the file that the key with the suffix {@code -file}
     * names.
     */
    public Optional<Secret> secret(String key) {
        Optional<String> value = text(key);
        String fileKey = key + "-file";
        Optional<String> file = text(fileKey);
        if (value.isPresent() && file.isPresent()) {
            throw wrong(key, "and " + PREFIX + fileKey + " are both set: remove one of them");
        }
        return value.or(() -> file.map(name -> SecretFile.read(fileKey, name))).map(Secret::new);
    }

    public boolean flag(String key, boolean defaultValue) {
        return text(key).map(text -> parseFlag(key, text)).orElse(defaultValue);
    }

    private static boolean parseFlag(String key, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "must be true or false, was \"" + text + "\"");
        };
    }

    public int number(String key, int defaultValue, int min, int max) {
        int number = text(key).map(text -> parseNumber(key, text)).orElse(defaultValue);
        if (number < min || number > max) {
            throw wrong(key, "must be from " + min + " to " + max + ", was " + number);
        }
        return number;
    }

    private static int parseNumber(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(key, "must be a whole number, was \"" + text + "\"");
        }
    }

    public Duration duration(String key, Duration defaultValue, Duration max) {
        Duration duration = text(key).map(text -> parseDuration(key, text)).orElse(defaultValue);
        if (duration.isZero() || duration.isNegative() || duration.compareTo(max) > 0) {
            throw wrong(key, "must be positive and at most " + max + ", was " + duration);
        }
        return duration;
    }

    /** {@link #duration} that may be zero as well. */
    public Duration durationOrZero(String key, Duration byDefault, Duration max) {
        boolean zero = text(key).map(text -> parseDuration(key, text)).orElse(byDefault).isZero();
        return zero ? Duration.ZERO : duration(key, byDefault, max);
    }

    private static Duration parseDuration(String key, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(key, "must be an ISO-8601 duration such as PT24H, was \"" + text + "\"");
        }
    }

    /** Reads a base URL in normalized form. */
    public Optional<URI> httpUri(String key) {
        return text(key).map(text -> parseHttpUri(key, text));
    }

    private static URI parseHttpUri(String key, String text) {
        if (!text.chars().allMatch(c -> c < 0x80)) {
            throw wrong(
                    key,
                    "must be written in ASCII, a host in other letters as xn--..., was \""
                            + text
                            + "\"");
        }
        if (text.contains("?") || text.contains("#")) {
            throw wrong(key, "must have no query and no fragment, was \"" + text + "\"");
        }
        return HttpUrl.parse(text)
                .map(HttpUrl::toUri)
                .orElseThrow(
                        () ->
                                wrong(
                                        key,
                                        "must be an absolute http or https URL without a user"
                                                + " name, was \""
                                                + text
                                                + "\""));
    }

    public List<String> list(String key) {
        return text(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /**
     * The name parts between {@code webauth.} and the given key, in alphabetical order. An example
     * is {@code github}, from {@code webauth.github.client-id} or {@code WEBAUTH_GITHUB_CLIENT_ID}.
     */
    public Set<String> groupsWith(String key) {
        Pattern name =
                Pattern.compile(
                        "webauth[._](.+)[._]" + key.replace("-", "[._-]"),
                        Pattern.CASE_INSENSITIVE);
        Set<String> groups = new TreeSet<>();
        for (String property : config.getPropertyNames()) {
            Matcher found = name.matcher(property);
            if (found.matches()) {
                groups.add(found.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        groups.removeIf(group -> value(group + "." + key).isEmpty());
        // Some servers list an environment variable a second time, with dots for all underscores.
        groups.removeIf(
                group ->
                        group.contains(".")
                                && value(group.replace('.', '-') + "." + key).isPresent());
        return groups;
    }

    public String oneOf(String key, String defaultValue, Set<String> allowed) {
        String value = text(key).orElse(defaultValue);
        if (!allowed.contains(value)) {
            throw wrong(key, "must be one of " + allowed.stream().sorted().toList());
        }
        return value;
    }

    /** Creates the exception for a key, which is prefixed with {@code webauth.}. */
    public static ConfigurationException wrong(String key, String problem) {
        return new ConfigurationException(PREFIX + key, problem);
    }
}
