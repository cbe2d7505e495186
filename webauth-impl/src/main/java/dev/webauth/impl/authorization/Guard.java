package dev.webauth.impl.authorization;

import dev.webauth.AccessDeniedException;
import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The conditions that annotations set for the caller of a method. Only the nearest annotated
 * element counts: the method, a method that it overrides, the class, a superclass, an interface.
 * All annotations of that element apply.
 *
 * @param roles the caller needs one of them; empty if no role is needed
 */
record Guard(boolean denied, List<String> roles, boolean authenticated, boolean confirmed) {

    private static final List<Class<? extends Annotation>> ABOUT_ROLES =
            List.of(RolesAllowed.class, DenyAll.class);
    private static final List<Class<? extends Annotation>> ABOUT_LOG_IN =
            List.of(Authenticated.class, Confirmed.class);

    static final Guard OPEN = new Guard(false, List.of(), false, false);

    private static final Map<Call, Guard> RESOLVED = new ConcurrentHashMap<>();

    private record Call(Class<?> type, Method method) {}

    /** The guard of a method that is called on an object of this class. */
    static Guard of(Class<?> type, Method method) {
        return RESOLVED.computeIfAbsent(new Call(type, method), Guard::resolve);
    }

    private static Guard resolve(Call call) {
        Hierarchy types = Hierarchy.of(call.type());
        return Stream.concat(types.declarations(call.method()).stream(), types.types().stream())
                .flatMap(element -> on(element).stream())
                .findFirst()
                .orElse(OPEN);
    }

    /** The guard of one element; empty if it has none of the annotations. */
    private static Optional<Guard> on(AnnotatedElement element) {
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        List<String> roles = allowed == null ? List.of() : List.of(allowed.value());
        boolean denied =
                element.isAnnotationPresent(DenyAll.class) || allowed != null && roles.isEmpty();
        Guard guard =
                new Guard(
                        denied,
                        roles,
                        element.isAnnotationPresent(Authenticated.class),
                        element.isAnnotationPresent(Confirmed.class));
        return guard.isOpen() && !element.isAnnotationPresent(PermitAll.class)
                ? Optional.empty()
                : Optional.of(guard);
    }

    /** The restricting annotations of an element, with or without those about roles. */
    static Stream<Class<? extends Annotation>> refusing(AnnotatedElement element, boolean roles) {
        return Stream.concat(roles ? ABOUT_ROLES.stream() : Stream.empty(), ABOUT_LOG_IN.stream())
                .filter(element::isAnnotationPresent);
    }

    /** Whether the class or one of its methods has a restricting annotation. */
    static boolean isIn(Class<?> type, boolean roles) {
        return Hierarchy.of(type)
                .elements()
                .anyMatch(element -> refusing(element, roles).findAny().isPresent());
    }

    boolean isOpen() {
        return equals(OPEN);
    }

    /** The conditions without the roles, for a class whose roles the container checks. */
    Guard withoutRoles() {
        return new Guard(false, List.of(), authenticated, confirmed);
    }

    /**
     * Checks the caller.
     *
     * @throws AccessDeniedException if nobody is logged in, or a condition is not met
     * @throws IllegalStateException on a thread that serves no request
     */
    void check(RequestCallers callers) {
        if (isOpen()) {
            return;
        }
        RequestCaller caller = callers.required();
        if (confirmed && !caller.confirmed()) {
            throw new AccessDeniedException(
                    "not_confirmed", "Please confirm your e-mail address first");
        }
        if (denied || !roles.isEmpty() && roles.stream().noneMatch(caller::isIn)) {
            throw new AccessDeniedException(
                    "role_missing", "Your account does not have the role that this needs");
        }
    }
}
