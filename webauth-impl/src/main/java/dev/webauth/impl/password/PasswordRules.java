package dev.webauth.impl.password;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The rules for a new password (NIST SP 800-63B 3.1.1.2, ASVS 6.2): it must be long and not well
 * known.
 */
@ApplicationScoped
class PasswordRules {

    static final int MAX_LENGTH = 256;

    @Inject WebAuthConfig config;

    private volatile Set<String> common;

    /** Refuses a password that violates a rule; the exception names the rule. */
    void check(String password, String email) {
        if (password == null || password.isEmpty()) {
            throw new InvalidInputException("password_missing", "The password is missing");
        }
        checkText(password);
        int length = password.codePointCount(0, password.length());
        if (length < config.passwordMinLength()) {
            throw new InvalidInputException(
                    "password_too_short",
                    "The password must have at least "
                            + config.passwordMinLength()
                            + " characters");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (common().contains(lower) || isAbout(lower, email)) {
            throw new InvalidInputException(
                    "password_too_common",
                    "The password is one of the first that somebody else would try; choose another");
        }
    }

    /** Refuses text that cannot be a password, before it is hashed. */
    static void checkText(String password) {
        if (password.length() > 2 * MAX_LENGTH
                || password.codePointCount(0, password.length()) > MAX_LENGTH) {
            throw new InvalidInputException(
                    "password_too_long",
                    "The password must have at most " + MAX_LENGTH + " characters");
        }
        if (password.codePoints().anyMatch(PasswordRules::isUntypable)) {
            throw new InvalidInputException(
                    "password_malformed",
                    "The password holds a control character or a broken character");
        }
    }

    /**
     * A lone surrogate counts as a code point here; encoded as UTF-8 all of them would become "?".
     */
    private static boolean isUntypable(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || (character & 0xFFFE) == 0xFFFE;
    }

    private boolean isAbout(String lower, String email) {
        if (email == null) {
            return false;
        }
        String local = email.substring(0, email.indexOf('@'));
        return lower.equals(email)
                || lower.equals(local)
                || config.publicOrigin().map(url -> lower.equals(url.host())).orElse(false);
    }

    private Set<String> common() {
        if (common == null) {
            Set<String> words = new HashSet<>();
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    PasswordRules.class.getResourceAsStream(
                                            "/dev/webauth/common-passwords.txt"),
                                    StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> !line.startsWith("#")).forEach(words::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            common = words;
        }
        return common;
    }
}
