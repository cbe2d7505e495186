package dev.webauth.impl.mail;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.config.Mailbox;
import java.util.Locale;
import java.util.Optional;

/**
 * An e-mail address in the normalized form that is compared, stored and mailed to: ASCII, lower
 * case, domain in punycode. Jakarta Mail's own check is not used, because it accepts display names,
 * comments and groups.
 */
public record EmailAddress(String text) {

    private static final int MAX_TYPED_LENGTH = 512;

    /**
     * Parses an address that a user typed.
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

    /** Parses an address that a user typed; empty if it is malformed. */
    public static Optional<EmailAddress> find(String typed) {
        if (typed == null || typed.length() > MAX_TYPED_LENGTH) {
            return Optional.empty();
        }
        return Mailbox.address(typed.replaceAll("^[ \t]+|[ \t]+$", ""))
                .map(address -> new EmailAddress(address.toLowerCase(Locale.ROOT)));
    }
}
