package dev.webauth.impl.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.function.Function;

/** Runs code on a session that another request may invalidate at any moment. */
public final class SessionStep {

    private SessionStep() {}

    /** Runs a step and returns its result; empty if there is no session or it has ended. */
    public static <T> Optional<T> on(HttpServletRequest request, Function<HttpSession, T> step) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(step.apply(session));
        } catch (IllegalStateException e) {
            if (isAlive(session)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The API has no method for this, but every other method throws for an invalidated session. */
    private static boolean isAlive(HttpSession session) {
        try {
            session.getCreationTime();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
