package dev.webauth.event;

/** An event of an account. */
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
                PasskeyAdded,
                PasskeyCloneSuspected,
                PasskeyRemoved,
                PasswordChanged,
                ProviderLinked,
                ProviderRemoved,
                RecoveryCodeUsed,
                RecoveryCodesChanged,
                RecoveryRequested,
                Registered,
                SecondFactorEnrolled,
                SecondFactorRemoved,
                SecondFactorsReset {

    /**
     * The account.
     *
     * @return the primary key in {@code webauth_user}; 0 if there is no account: for a refused
     *     log-in with an unknown address, and for a link of the application opened by a visitor
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
