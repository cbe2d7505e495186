package dev.webauth.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webauth.InvalidInputException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of a posted form. Each occurs at most once, in valid UTF-8, without control
 * characters.
 */
record Fields(Map<String, String> values) {

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @throws IllegalArgumentException if that is not what it is
     */
    static Fields parse(String form) {
        Map<String, String> values = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw new IllegalArgumentException("A field was sent twice");
            }
        }
        return new Fields(values);
    }

    String required(String name) {
        String value = values.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new InvalidInputException("Please fill in all fields.");
        }
        return value;
    }

    /** Whether the field was sent. An unchecked check box is not sent. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    String optional(String name) {
        return values.getOrDefault(name, "");
    }

    /** The new password, which must be typed twice. */
    String newPassword() {
        String password = required("password");
        if (!password.equals(required("password2"))) {
            throw new InvalidInputException("The two passwords differ.");
        }
        return password;
    }

    /**
     * Decodes by way of ISO 8859-1, where each character is one byte, because URLDecoder hides
     * invalid UTF-8.
     */
    private static String decode(String encoded) {
        byte[] bytes = URLDecoder.decode(encoded, ISO_8859_1).getBytes(ISO_8859_1);
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("A field has control characters");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A field is not UTF-8", e);
        }
    }
}
