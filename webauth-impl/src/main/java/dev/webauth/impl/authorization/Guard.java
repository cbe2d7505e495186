package dev.webauth.impl.authorization;

import dev.webauth.AccessDeniedException;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * What a method's annotations, or else its class's, ask of the caller (Jakarta Annotations 2.1).
 *
 * @param roles one of them is enough; nobody has one of none
 */
record Guard(List<String> roles) {

    static Optional<Guard> of(Class<?> type, Method method) {
        return isAnnotated(method) ? of(method) : of(type);
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        return element.isAnnotationPresent(DenyAll.class)
                || element.isAnnotationPresent(RolesAllowed.class)
                || element.isAnnotationPresent(PermitAll.class);
    }

    private static Optional<Guard> of(AnnotatedElement element) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(new Guard(List.of()));
        }
        return Optional.ofNullable(element.getAnnotation(RolesAllowed.class))
                .map(allowed -> new Guard(List.of(allowed.value())));
    }

    /**
     * Lets the caller pass.
     *
     * @throws AccessDeniedException if nobody is logged in, or somebody without any of the roles
     */
    void check(RequestCallers callers) {
        RequestCaller caller = callers.required();
        if (roles.stream().noneMatch(caller::isIn)) {
            throw new AccessDeniedException("Your account does not have the role that this needs");
        }
    }
}
