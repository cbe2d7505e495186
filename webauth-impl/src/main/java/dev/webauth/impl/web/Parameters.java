package dev.webauth.impl.web;

import dev.webauth.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parameters of a request to a route of the library: first those of the query, which is in
 * UTF-8, then those of a form. A parameter whose name cannot be decoded is ignored.
 */
record Parameters(List<Pair> query, List<Pair> form) {

    static final int MAX_PARAMETERS = 1000;

    /** A parameter. Its value is decoded when it is read. */
    record Pair(String name, Supplier<String> value) {}

    /**
     * Reads the parameters.
     *
     * @throws InvalidInputException if there are too many
     */
    static Parameters read(HttpServletRequest request, RequestBody body) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        List<Pair> inQuery = pairs(query, StandardCharsets.UTF_8);
        if (!body.form()) {
            return new Parameters(inQuery, List.of());
        }
        boolean taken = body.bytes().length == 0 && request.getContentLengthLong() > 0;
        String form = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        return new Parameters(
                inQuery, taken ? taken(request, inQuery) : pairs(form, body.charset()));
    }

    /** The form parameters, when a filter of the application has already read the form. */
    private static List<Pair> taken(HttpServletRequest request, List<Pair> inQuery) {
        List<Pair> pairs = new ArrayList<>();
        parameterMap(request)
                .forEach(
                        (name, values) ->
                                // The values of the query come first (Servlet 6.0, 3.1).
                                Arrays.stream(values)
                                        .skip(named(inQuery, name).size())
                                        .forEach(value -> pairs.add(new Pair(name, () -> value))));
        return pairs;
    }

    private static Map<String, String[]> parameterMap(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new InvalidInputException("body_unreadable", "The form cannot be read");
        }
    }

    private static List<Pair> pairs(String text, Charset charset) {
        String[] encoded = text.split("&");
        if (encoded.length > MAX_PARAMETERS) {
            throw new InvalidInputException(
                    "too_many_parameters",
                    "The request has more than " + MAX_PARAMETERS + " parameters");
        }
        List<Pair> pairs = new ArrayList<>();
        for (String pair : encoded) {
            String[] parts = pair.split("=", 2);
            decoded(parts[0], charset)
                    .ifPresent(
                            name ->
                                    pairs.add(
                                            new Pair(
                                                    name,
                                                    () ->
                                                            value(
                                                                    name,
                                                                    parts.length < 2
                                                                            ? ""
                                                                            : parts[1],
                                                                    charset))));
        }
        return pairs;
    }

    private static String value(String name, String encoded, Charset charset) {
        return decoded(encoded, charset)
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "charset_wrong",
                                        "The parameter "
                                                + name
                                                + " is not encoded in "
                                                + charset.name()));
    }

    /** Decodes strictly; {@code URLDecoder} replaces what it cannot decode. */
    private static Optional<String> decoded(String encoded, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c > 0xff) {
                return Optional.empty();
            }
            if (c != '%') {
                bytes.write(c == '+' ? ' ' : c);
                continue;
            }
            int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
            if (low < 0) {
                return Optional.empty();
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** All values of a parameter. The empty name has none: a provider may leave its key unset. */
    List<String> values(String name) {
        List<Pair> all = new ArrayList<>(named(query, name));
        all.addAll(named(form, name));
        return all.stream().map(pair -> pair.value().get()).toList();
    }

    boolean isInQuery(String name) {
        return !named(query, name).isEmpty();
    }

    private static List<Pair> named(List<Pair> pairs, String name) {
        return name.isEmpty()
                ? List.of()
                : pairs.stream().filter(pair -> pair.name().equals(name)).toList();
    }
}
