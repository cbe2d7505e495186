package dev.webauth.impl.passkey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a passkey is asked for. A challenge of one ceremony is no good in another. */
enum Ceremony {
    /** The caller adds one. */
    REGISTER,
    /** The browser adds one by itself after a log-in by password. */
    OFFER,
    /** A visitor makes an account with one. */
    SIGN_UP,
    /** A visitor logs in with one. */
    LOGIN,
    /** The caller proves again who they are. */
    REAUTHENTICATE,
    /** A log-in that waits for a second factor gets one. */
    SECOND_FACTOR,
    /** A log-in that waits until its account has a second factor gets its first. */
    ENROL;

    /** Such as {@code sign-up}, in URLs. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Ceremony> of(String id) {
        return Arrays.stream(values()).filter(ceremony -> ceremony.id().equals(id)).findFirst();
    }
}
