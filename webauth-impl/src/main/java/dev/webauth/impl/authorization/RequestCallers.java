package dev.webauth.impl.authorization;

import dev.webauth.AccessDeniedException;
import dev.webauth.UnavailableException;
import dev.webauth.User;
import dev.webauth.UserNotFoundException;
import dev.webauth.impl.apikey.ApiKeys;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.Refusals;
import dev.webauth.spi.RoleProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the caller of a request. If an API key was sent, only the key counts: an invalid key is
 * refused even if there is a session. What each request calls is public, because proxies of CDI
 * call other methods by reflection.
 */
@ApplicationScoped
class RequestCallers {

    // Bearer tokens of other formats are for the application.
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(wa_\\S*)");

    private static final Set<String> OF_UNCONFIRMED = Set.of(RoleProvider.USER);
    private static final Set<String> OF_CONFIRMED =
            Set.of(RoleProvider.USER, RoleProvider.CONFIRMED);

    @Inject Callers sessionCallers;
    @Inject ApiKeys apiKeys;

    private Optional<RoleProvider> roleProvider;

    @Inject
    void find(Instance<RoleProvider> beans) {
        roleProvider = beans.isUnsatisfied() ? Optional.empty() : Optional.of(beans.get());
    }

    /**
     * The current caller; empty for a visitor.
     *
     * @throws IllegalStateException on a thread that serves no request
     */
    public Optional<RequestCaller> caller() {
        CurrentRequest now = CurrentRequest.required();
        return isOfVisitor(now)
                ? Optional.empty()
                : apiKey(now).map(key -> keyOwner(now, key)).orElseGet(() -> sessionOwner(now));
    }

    /** The caller; none during a database outage, in which public pages still work. */
    public Optional<RequestCaller> orVisitor() {
        try {
            return caller();
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }

    /** The caller, for an action that is not open to visitors. */
    RequestCaller required() {
        return caller().orElseThrow(
                        () ->
                                new AccessDeniedException(
                                        Refusals.NOT_AUTHENTICATED,
                                        "Please log in, or send an API key that works"));
    }

    /**
     * Whether a request carries nothing that could lead to a caller. Most requests of visitors end
     * here, so that they cost next to nothing.
     */
    private static boolean isOfVisitor(CurrentRequest now) {
        return !mayHaveKey(now) && !now.hasSession();
    }

    private static boolean mayHaveKey(CurrentRequest now) {
        return now.request().getHeader("X-API-Key") != null
                || now.request().getHeader("Authorization") != null;
    }

    /** Several different keys in one request are invalid: a proxy may have checked another one. */
    private static Optional<String> apiKey(CurrentRequest now) {
        if (!mayHaveKey(now)) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>(now.headerLines("X-API-Key"));
        for (String line : now.headerLines("Authorization")) {
            Matcher bearer = BEARER.matcher(line);
            if (bearer.matches()) {
                keys.add(bearer.group(1));
            }
        }
        for (String key : keys) {
            if (!key.equals(keys.get(0))) {
                return Optional.of("");
            }
        }
        return keys.stream().findFirst();
    }

    private record KeyOwner(Optional<RequestCaller> caller) {}

    private Optional<RequestCaller> keyOwner(CurrentRequest now, String key) {
        return now.remember(KeyOwner.class, () -> new KeyOwner(find(key))).caller();
    }

    private Optional<RequestCaller> find(String key) {
        try {
            User user = apiKeys.find(key);
            return Optional.of(withRoles(user.id(), user.confirmed()));
        } catch (UserNotFoundException e) {
            return Optional.empty();
        }
    }

    private record SessionOwner(Caller of, RequestCaller caller) {}

    /**
     * The roles are determined again when the caller changes, as after a log-in in this request.
     */
    private Optional<RequestCaller> sessionOwner(CurrentRequest now) {
        return sessionCallers
                .caller()
                .map(
                        caller -> {
                            if (!now.remember(SessionOwner.class, () -> owner(caller))
                                    .of()
                                    .equals(caller)) {
                                now.forget(SessionOwner.class);
                            }
                            return now.remember(SessionOwner.class, () -> owner(caller)).caller();
                        });
    }

    private SessionOwner owner(Caller caller) {
        return new SessionOwner(caller, withRoles(caller.userId(), caller.confirmed()));
    }

    private RequestCaller withRoles(long userId, boolean confirmed) {
        Set<String> standard = confirmed ? OF_CONFIRMED : OF_UNCONFIRMED;
        Set<String> roles =
                roleProvider
                        .map(provider -> Set.copyOf(provider.roles(userId, standard)))
                        .orElse(standard);
        return new RequestCaller(userId, confirmed, roles);
    }
}
