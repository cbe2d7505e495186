package dev.webauth.impl.mail;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.config.Domain;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address in the one form in which it is compared, stored and mailed to: ASCII, lower case,
 * domain in punycode. Checked after it was made so, never before; Jakarta Mail's own check lets
 * names, comments and groups pass.
 */
public record EmailAddress(String text) {

    private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern CANONICAL =
            Pattern.compile(
                    "(?=.{1,254}$)(?=.{1,64}@)"
                            + ATOM
                            + "(?:\\."
                            + ATOM
                            + ")*@"
                            + LABEL
                            + "(?:\\."
                            + LABEL
                            + ")*");
    private static final int LONGEST_TYPED = 512;

    /**
     * Reads an address as somebody typed it.
     *
     * @throws InvalidInputException if it is missing or malformed
     */
    public static EmailAddress parse(String typed) {
        return find(typed)
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "email_malformed",
                                        "The e-mail address is missing or malformed; it must look"
                                                + " like name@example.org"));
    }

    /** Reads an address as somebody typed it; empty if it is none. */
    public static Optional<EmailAddress> find(String typed) {
        if (typed == null || typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        String trimmed = typed.replaceAll("^[ \t]+|[ \t]+$", "");
        int at = trimmed.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        String canonical =
                trimmed.substring(0, at).toLowerCase(Locale.ROOT)
                        + "@"
                        + Domain.ascii(trimmed.substring(at + 1)).orElse("");
        // The local part must be ASCII before it is folded: U+212A, the Kelvin sign, folds to "k".
        boolean ascii = trimmed.substring(0, at).chars().allMatch(c -> c < 0x80);
        return ascii && CANONICAL.matcher(canonical).matches()
                ? Optional.of(new EmailAddress(canonical))
                : Optional.empty();
    }
}
