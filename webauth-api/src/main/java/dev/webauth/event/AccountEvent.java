package dev.webauth.event;

/** Something happened to an account. */
public sealed interface AccountEvent
        permits AccountDeleted,
                ActionConfirmed,
                ApiKeyChanged,
                EmailChangeRequested,
                EmailChanged,
                EmailConfirmed,
                LoggedIn,
                LoggedOut,
                LoginRefused,
                PasswordChanged,
                ProviderLinked,
                ProviderRemoved,
                RecoveryRequested,
                Registered {

    /**
     * The account it happened to.
     *
     * @return the primary key in {@code webauth_user}; 0 where there is no account: a refused
     *     log-in of an unknown address, or a link of the application's own that a visitor opened
     */
    long userId();

    /**
     * How the event log names it.
     *
     * @return the text in {@code webauth_user_log.event}, such as {@code login:password}; without
     *     personal data, never null
     */
    String logText();
}
