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
     * The account it happened to.
     *
     * @return the primary key in {@code webauth_user}; 0 where there is no account: a refused
     *     log-in of an unknown address, or a link of the application's own that a visitor opened
     */
    long userId();
}
