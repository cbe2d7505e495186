package dev.webauth.impl.authorization;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A path without matrix parameters, encoded and decoded, because JAX-RS implementations differ in
 * which form they compare with a template. A decoded slash stays within its segment.
 */
record RequestPath(List<String> forms) {

    static RequestPath of(String encoded) {
        String sent = encoded.replaceAll("^/|;[^/]*", "");
        String decoded =
                Arrays.stream(sent.split("/", -1))
                        .map(RequestPath::decoded)
                        .collect(Collectors.joining("/"));
        return new RequestPath(List.of(sent, decoded));
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replace("/", "%2F");
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    /** Whether a pattern matches the path or its first segments. */
    boolean startsWith(String pattern) {
        return forms.stream().anyMatch(form -> form.matches("(?s)(?:" + pattern + ")(/.*)?"));
    }
}
