package dev.webauth.impl.web;

import dev.webauth.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a request to a route of the library, in UTF-8 unless the client names a charset. The
 * container's parsing is not used: containers assume ISO-8859-1 for forms, and their limits and
 * exceptions differ.
 */
record RequestBody(byte[] bytes, Charset charset, boolean form) {

    static final int MAX_BODY_BYTES = 64 * 1024;

    /** The code for a body that is too large. Its status is 413. */
    static final String TOO_LARGE = "body_too_large";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^;,\"\\s]+)", Pattern.CASE_INSENSITIVE);

    /**
     * Reads the body of a POST. The body of other methods is ignored.
     *
     * @throws InvalidInputException if it is too large, cannot be read, or has an unknown charset
     */
    static RequestBody read(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            throw tooLarge();
        }
        byte[] bytes = request.getMethod().equals("POST") ? bytes(request) : new byte[0];
        boolean form = type.strip().toLowerCase(Locale.ROOT).startsWith(FORM);
        return new RequestBody(bytes, charset(type), form);
    }

    private static byte[] bytes(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException | IllegalStateException e) {
            throw new InvalidInputException(
                    "body_unreadable", "The body of the request cannot be read");
        }
    }

    private static InvalidInputException tooLarge() {
        return new InvalidInputException(
                TOO_LARGE, "The body of the request is larger than " + MAX_BODY_BYTES + " bytes");
    }

    /** The charset that the client names; empty if it names none. */
    static Optional<String> namedCharset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static Charset charset(String contentType) {
        try {
            return namedCharset(contentType).map(Charset::forName).orElse(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "charset_unknown",
                    "The charset in the header Content-Type is unknown; send UTF-8");
        }
    }

    String text() {
        return new String(bytes, charset);
    }
}
