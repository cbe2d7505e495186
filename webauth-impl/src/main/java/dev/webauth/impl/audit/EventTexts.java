package dev.webauth.impl.audit;

import dev.webauth.event.AccountDeleted;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ActionConfirmed;
import dev.webauth.event.ApiKeyChanged;
import dev.webauth.event.EmailChangeRequested;
import dev.webauth.event.EmailChanged;
import dev.webauth.event.EmailConfirmed;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.LoggedOut;
import dev.webauth.event.LoginRefused;
import dev.webauth.event.PasskeyAdded;
import dev.webauth.event.PasskeyCloneSuspected;
import dev.webauth.event.PasskeyRemoved;
import dev.webauth.event.PasswordChanged;
import dev.webauth.event.ProviderLinked;
import dev.webauth.event.ProviderRemoved;
import dev.webauth.event.RecoveryCodeUsed;
import dev.webauth.event.RecoveryCodesChanged;
import dev.webauth.event.RecoveryRequested;
import dev.webauth.event.Registered;
import dev.webauth.event.SecondFactorEnrolled;
import dev.webauth.event.SecondFactorRemoved;
import dev.webauth.event.SecondFactorsReset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The text of each event in {@code webauth_user_log.event}; a test holds it to the events. */
final class EventTexts {

    private static final Map<Class<?>, Function<AccountEvent, String>> TEXTS = new HashMap<>();

    static {
        text(Registered.class, event -> "register:" + event.method());
        text(LoggedIn.class, event -> "login:" + event.method());
        text(LoginRefused.class, event -> event.throttled() ? "login.throttled" : "login.failed");
        text(LoggedOut.class, event -> "logout");
        text(RecoveryRequested.class, event -> "remind");
        text(EmailConfirmed.class, event -> "email.confirmed");
        text(EmailChangeRequested.class, event -> "email.change.requested");
        text(EmailChanged.class, event -> "email.changed");
        text(PasswordChanged.class, event -> "password.changed");
        text(ApiKeyChanged.class, event -> "api_key.changed");
        text(ActionConfirmed.class, event -> "confirm:" + event.method());
        text(ProviderLinked.class, event -> "provider.linked:" + event.provider());
        text(ProviderRemoved.class, event -> "provider.removed:" + event.provider());
        text(SecondFactorEnrolled.class, event -> "second_factor.enrolled:" + event.factor());
        text(SecondFactorRemoved.class, event -> "second_factor.removed:" + event.factor());
        text(SecondFactorsReset.class, event -> "second_factor.reset");
        text(RecoveryCodesChanged.class, event -> "recovery_codes.changed");
        text(RecoveryCodeUsed.class, event -> "recovery_code.used");
        text(PasskeyAdded.class, event -> "passkey.added:" + event.passkeyId());
        text(PasskeyRemoved.class, event -> "passkey.removed:" + event.passkeyId());
        text(PasskeyCloneSuspected.class, event -> "passkey.clone:" + event.passkeyId());
        text(AccountDeleted.class, event -> "delete");
    }

    private EventTexts() {}

    private static <E extends AccountEvent> void text(Class<E> type, Function<E, String> text) {
        TEXTS.put(type, event -> text.apply(type.cast(event)));
    }

    static String of(AccountEvent event) {
        return TEXTS.get(event.getClass()).apply(event);
    }

    static Set<Class<?>> types() {
        return TEXTS.keySet();
    }
}
