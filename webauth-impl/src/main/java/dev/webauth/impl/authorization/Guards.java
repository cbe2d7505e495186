package dev.webauth.impl.authorization;

import dev.webauth.spi.RoleProvider;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes with guards that the container has found in the application. */
public final class Guards {

    private static final String CLASSES = Guards.class.getName();
    private static final String ON_RESOURCES = CLASSES + ".on-resources";

    private Guards() {}

    /**
     * The classes that reflection can read. The others refer to missing classes and cannot be used.
     */
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

    /** All roles to declare: Payara ignores undeclared ones. */
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

    /** Stores the classes until CDI can tell which of them are beans. */
    public static void note(ServletContext context, Set<Class<?>> found, boolean roles) {
        context.setAttribute(CLASSES, List.copyOf(found));
        context.setAttribute(
                ON_RESOURCES,
                found.stream().anyMatch(type -> Kind.isResource(type) && Guard.isIn(type, roles)));
        Constraints.note(context, found);
    }

    /** Whether any JAX-RS resource has a guard. */
    static boolean areOnResources(ServletContext context) {
        return Boolean.TRUE.equals(context.getAttribute(ON_RESOURCES));
    }

    /** Removes and returns the classes that {@link #note} has stored. */
    static Set<Class<?>> take(ServletContext context) {
        List<?> found = (List<?>) context.getAttribute(CLASSES);
        context.removeAttribute(CLASSES);
        return found.stream().map(type -> (Class<?>) type).collect(Collectors.toSet());
    }
}
