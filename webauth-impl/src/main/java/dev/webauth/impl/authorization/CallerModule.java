package dev.webauth.impl.authorization;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuthException;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.Refusals;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Tells the container who the caller is, before any code of the application runs (Jakarta
 * Authentication 3.0, 3). It does not log anybody in; it reads the session or the API key.
 *
 * <p>It is not an {@code HttpAuthenticationMechanism}, because the container's code around a
 * mechanism costs more than the rest of a small request.
 */
final class CallerModule implements ServerAuthModule {

    private static final Logger LOG = Logger.getLogger("dev.webauth.authorization");
    private static final String IS_MANDATORY =
            "jakarta.security.auth.message.MessagePolicy.isMandatory";

    private final RequestCallers callers;
    private final Refusals refusals;

    private volatile CallbackHandler container;
    private volatile boolean refused;

    CallerModule(RequestCallers callers, Refusals refusals) {
        this.callers = callers;
        this.refusals = refusals;
    }

    @Override
    public void initialize(
            MessagePolicy request,
            MessagePolicy response,
            CallbackHandler handler,
            Map<String, Object> options) {
        container = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) {
        boolean mandatory = Boolean.parseBoolean((String) message.getMap().get(IS_MANDATORY));
        CurrentRequest now =
                new CurrentRequest(
                        (HttpServletRequest) message.getRequestMessage(),
                        (HttpServletResponse) message.getResponseMessage());
        return now.askDuring(() -> mandatory ? require(now, client) : find(client));
    }

    /** For a path with a constraint in the descriptor, which the container checks afterwards. */
    private AuthStatus require(CurrentRequest now, Subject client) {
        try {
            if (!isAccepted(callers.required(), client)) {
                // WildFly would now let the request pass: it checks roles only for callers that it
                // knows.
                throw new AccessDeniedException(
                        "container_refuses_callers",
                        "The server does not take callers from the application, so that it cannot"
                                + " guard this by its descriptor; see docs/authorization.md");
            }
            return AuthStatus.SUCCESS;
        } catch (WebAuthException e) {
            refusals.answer(now, e);
            return AuthStatus.SEND_FAILURE;
        }
    }

    private AuthStatus find(Subject client) {
        Optional<RequestCaller> caller = callers.orVisitor();
        if (caller.isEmpty() || !isAccepted(caller.get(), client)) {
            tell(new CallerPrincipalCallback(client, (Principal) null));
        }
        return AuthStatus.SUCCESS;
    }

    private boolean isAccepted(RequestCaller caller, Subject client) {
        if (!refused) {
            refused =
                    !tell(
                            new CallerPrincipalCallback(client, caller.principal()),
                            new GroupPrincipalCallback(
                                    client, caller.roles().toArray(String[]::new)));
        }
        return !refused;
    }

    /** WildFly accepts only callers of its own realm unless it is configured otherwise. */
    private boolean tell(Callback... callbacks) {
        try {
            container.handle(callbacks);
            return true;
        } catch (IOException | UnsupportedCallbackException | RuntimeException e) {
            LOG.log(Level.FINE, "The container takes no callers from here; see CallerFilter", e);
            return false;
        }
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject subject) {
        // The log-out has ended the log-in's row, so that there is nothing to clean.
    }
}
