package dev.webauth.impl.authorization;

import dev.webauth.spi.RoleProvider;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The guards of the classes that the container has found in the application. */
public final class Guards {

    private static final String CLASSES = Guards.class.getName();
    private static final String ON_RESOURCES = CLASSES + ".on-resources";

    private Guards() {}

    /** The classes that can be looked into; others lack a library and are of no use. */
    public static Set<Class<?>> readable(Set<Class<?>> found) {
        return found == null
                ? Set.of()
                : found.stream().filter(Guards::isReadable).collect(Collectors.toSet());
    }

    private static boolean isReadable(Class<?> type) {
        try {
            return Hierarchy.of(type).elements().allMatch(Objects::nonNull);
        } catch (LinkageError e) {
            return false;
        }
    }

    /** The roles to declare: Payara knows no others. */
    public static Set<String> roles(Set<Class<?>> found) {
        return Stream.concat(
                        Stream.of(RoleProvider.USER, RoleProvider.CONFIRMED),
                        found.stream()
                                .flatMap(type -> Hierarchy.of(type).elements())
                                .map(element -> element.getAnnotation(RolesAllowed.class))
                                .filter(Objects::nonNull)
                                .flatMap(allowed -> Stream.of(allowed.value())))
                .filter(role -> !role.isEmpty() && !role.startsWith("*"))
                .collect(Collectors.toSet());
    }

    /** Keeps the classes until CDI can say which of them are beans. */
    public static void note(ServletContext context, Set<Class<?>> found, boolean roles) {
        context.setAttribute(CLASSES, List.copyOf(found));
        context.setAttribute(
                ON_RESOURCES,
                found.stream().anyMatch(type -> Kind.isResource(type) && Guard.isIn(type, roles)));
    }

    /** Whether a JAX-RS resource has a guard. */
    static boolean areOnResources(ServletContext context) {
        return Boolean.TRUE.equals(context.getAttribute(ON_RESOURCES));
    }

    /** Takes what {@link #note} has kept. */
    static Set<Class<?>> take(ServletContext context) {
        List<?> found = (List<?>) context.getAttribute(CLASSES);
        context.removeAttribute(CLASSES);
        return found.stream().map(type -> (Class<?>) type).collect(Collectors.toSet());
    }
}
