package dev.webauth.impl.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The rate limits, configured as {@code webauth.limit.<name>}; each counts per subject. */
public enum Limit {
    /** Wrong passwords from one network. */
    LOGIN_NETWORK(10, Duration.ofMinutes(1)),
    /** Registrations from one network. */
    REGISTER_NETWORK(20, Duration.ofMinutes(1)),
    /** Recovery mails to one address, per minute. */
    RECOVER_MINUTE(5, Duration.ofMinutes(1)),
    /** Recovery mails to one address, per hour. */
    RECOVER_HOUR(10, Duration.ofHours(1)),
    /** Recoveries requested from one network. */
    RECOVER_NETWORK(20, Duration.ofMinutes(1)),
    /** Mails that inform an address that it already has an account. */
    NOTICE(3, Duration.ofHours(1)),
    /** Confirmation mails that are requested again. */
    RESEND(5, Duration.ofMinutes(15)),
    /** Changes of the e-mail address, for one account. */
    EMAIL_CHANGE(5, Duration.ofMinutes(15)),
    /** Wrong links from one network. */
    LINK_NETWORK(30, Duration.ofMinutes(1)),
    /** Sign-ins at providers that begin in one network. */
    PROVIDER_NETWORK(30, Duration.ofMinutes(1)),
    /** Uses of passkeys begun from one network. */
    PASSKEY_NETWORK(120, Duration.ofMinutes(1)),
    /** Wrong API keys from one network. */
    API_KEY_NETWORK(60, Duration.ofMinutes(1));

    private final Allowance standard;

    Limit(int uses, Duration window) {
        standard = new Allowance(uses, window);
    }

    /** The key without its prefix, such as {@code limit.login-network}. */
    String key() {
        return "limit." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<Limit, Allowance> read(Settings settings) {
        Map<Limit, Allowance> limits = new EnumMap<>(Limit.class);
        for (Limit limit : values()) {
            limits.put(
                    limit,
                    settings.text(limit.key())
                            .map(text -> Allowance.parse(limit.key(), text))
                            .orElse(limit.standard));
        }
        return limits;
    }
}
