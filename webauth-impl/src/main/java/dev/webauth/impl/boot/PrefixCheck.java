package dev.webauth.impl.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds JAX-RS applications and resources at the library's prefix. An application there wins over
 * the library, whose links then lead nowhere; a resource there is hidden by the library.
 *
 * @param prefix {@code webauth.base-prefix}
 * @param classes of the WAR
 */
record PrefixCheck(String prefix, Collection<Class<?>> classes) {

    /** What stops the deployment, for the person who deploys. */
    Optional<String> problem() {
        return applications()
                .filter(type -> isBelowPrefix(path(type)))
                .findFirst()
                .map(
                        type ->
                                "webauth.base-prefix is "
                                        + prefix
                                        + ", but the JAX-RS application "
                                        + type.getName()
                                        + " is at "
                                        + path(type)
                                        + ": choose another prefix");
    }

    /** One text for each resource that nobody can reach. */
    List<String> warnings() {
        return classes.stream()
                .filter(type -> type.isAnnotationPresent(Path.class) && !type.isInterface())
                .filter(type -> applications().anyMatch(at -> isBelowPrefix(path(at, type))))
                .map(
                        type ->
                                type.getName()
                                        + " is hidden by webauth.base-prefix, which is "
                                        + prefix
                                        + ": choose another prefix, or another path for it")
                .toList();
    }

    private Stream<Class<?>> applications() {
        return classes.stream().filter(type -> type.isAnnotationPresent(ApplicationPath.class));
    }

    private static String path(Class<?> application) {
        return joined(application.getAnnotation(ApplicationPath.class).value());
    }

    private static String path(Class<?> application, Class<?> resource) {
        return joined(path(application) + "/" + resource.getAnnotation(Path.class).value());
    }

    /** Slashes at both ends and a wildcard mean nothing there (Jakarta REST 3.1, 2.3.2). */
    private static String joined(String path) {
        return "/" + path.replaceFirst("/\\*$", "").replaceAll("/+", "/").replaceAll("^/|/$", "");
    }

    private boolean isBelowPrefix(String path) {
        return (path + "/").startsWith(prefix + "/");
    }
}
