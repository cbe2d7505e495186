package dev.webauth.impl.authorization;

import dev.webauth.AccessDeniedException;
import dev.webauth.UnavailableException;
import dev.webauth.WebAuthException;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the container who the caller is, before any code of the application runs (Jakarta Security
 * 3.0, 2.4). It does not log anybody in; it reads the session or the API key.
 *
 * <p>{@link AuthorizationExtension} enables it. It is an {@code @Alternative}: Open Liberty counts
 * mechanism beans before vetoes apply and rejects an application with two, but does not count
 * alternatives.
 */
@Alternative
@ApplicationScoped
class CallerMechanism implements HttpAuthenticationMechanism {

    private static final Logger LOG = Logger.getLogger("dev.webauth.authorization");

    @Inject RequestCallers callers;
    @Inject Refusals refusals;

    private volatile boolean refused;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        CurrentRequest now = new CurrentRequest(request, response);
        return now.askDuring(() -> validate(now, context));
    }

    private AuthenticationStatus validate(CurrentRequest now, HttpMessageContext context) {
        try {
            Optional<RequestCaller> caller =
                    context.isProtected() ? Optional.of(callers.required()) : callers.caller();
            return caller.map(known -> introduce(known, context)).orElseGet(context::doNothing);
        } catch (WebAuthException e) {
            if (context.isProtected()) {
                refusals.answer(now, e);
                return AuthenticationStatus.SEND_FAILURE;
            }
            if (e instanceof UnavailableException) {
                // During a database outage public pages still work, without a caller.
                return context.doNothing();
            }
            throw e;
        }
    }

    private AuthenticationStatus introduce(RequestCaller caller, HttpMessageContext context) {
        if (!refused) {
            try {
                return context.notifyContainerAboutLogin(caller.principal(), caller.roles());
            } catch (IllegalStateException e) {
                // WildFly accepts only callers of its own realm unless it is configured otherwise.
                refused = true;
                LOG.log(
                        Level.FINE,
                        "The container takes no callers from here; see CallerFilter",
                        e);
            }
        }
        if (context.isProtected()) {
            // WildFly would now let the request pass: it checks roles only for callers that it
            // knows.
            throw new AccessDeniedException(
                    "container_refuses_callers",
                    "The server does not take callers from the application, so that it cannot guard"
                            + " this by its descriptor; see docs/authorization.md");
        }
        return context.doNothing();
    }
}
