package dev.webauth.impl.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.function.Function;

/** A step on a session that another request may end at any moment. */
public final class SessionStep {

    private SessionStep() {}

    /** The result of a step; empty if there is no session, or none any more. */
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

    /** There is no method that asks: every other one throws for an ended session. */
    private static boolean isAlive(HttpSession session) {
        try {
            session.getCreationTime();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
