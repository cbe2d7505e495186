package dev.webauth.impl.authorization;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sub-resource locators that led to a resource. JAX-RS exposes the matched objects but not the
 * locator methods, which are found by their paths here. If several methods of a class match, the
 * guards of all apply. If none matches, the guards of all locators of the class apply.
 */
record Locators(UriInfo uri) {

    private static final String ANY = ".*?";

    private static final ClassValue<List<Locator>> LOCATORS =
            new ClassValue<>() {
                @Override
                protected List<Locator> computeValue(Class<?> type) {
                    return locators(type);
                }
            };

    private record Locator(Method method, String pattern) {}

    /** Whether one of these resources has a locator. */
    static boolean areIn(List<Object> resources) {
        for (Object resource : resources) {
            if (!LOCATORS.get(resource.getClass()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The guards of the locators that led to a resource of this class. */
    List<Guard> guards(Class<?> resource) {
        List<Object> matched = new ArrayList<>(uri.getMatchedResources());
        if (!matched.isEmpty() && resource.isInstance(matched.get(0))) {
            matched.remove(0);
        }
        Collections.reverse(matched);
        return guards(
                matched.stream().<Class<?>>map(Object::getClass).toList(), uri.getPath(false));
    }

    /**
     * The guards of those locators of these classes, from the root, that lead to an encoded path.
     */
    static List<Guard> guards(List<Class<?>> parents, String path) {
        if (parents.isEmpty()) {
            return List.of();
        }
        RequestPath wanted = RequestPath.of(path);
        List<Guard> guards = new ArrayList<>();
        String prefix = root(parents.get(0));
        for (Class<?> parent : parents) {
            String start = prefix;
            List<Locator> all = LOCATORS.get(parent);
            List<Locator> fitting =
                    all.stream().filter(each -> wanted.startsWith(joined(start, each))).toList();
            (fitting.isEmpty() ? all : fitting)
                    .forEach(each -> guards.add(Guard.of(parent, each.method())));
            prefix =
                    fitting.isEmpty()
                            ? ANY
                            : fitting.stream()
                                    .map(each -> joined(start, each))
                                    .collect(Collectors.joining("|", "(?:", ")"));
        }
        return guards;
    }

    private static String joined(String prefix, Locator locator) {
        return Stream.of(prefix, locator.pattern())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    /**
     * All paths in the hierarchy: Jersey treats a bean as an instance of a resource class that it
     * extends.
     */
    private static String root(Class<?> type) {
        List<String> paths =
                Hierarchy.of(type).types().stream()
                        .map(each -> each.getAnnotation(Path.class))
                        .filter(path -> path != null)
                        .map(path -> PathTemplate.pattern(path.value()))
                        .toList();
        return switch (paths.size()) {
            case 0 -> ANY;
            case 1 -> paths.get(0);
            default -> "(?:" + String.join("|", paths) + ")";
        };
    }

    private static List<Locator> locators(Class<?> type) {
        Hierarchy types = Hierarchy.of(type);
        return Stream.of(type.getMethods())
                .filter(method -> !method.isBridge())
                .flatMap(method -> locator(method, types.declarations(method)).stream())
                .toList();
    }

    /** JAX-RS also uses the annotations of an overridden method. */
    private static Optional<Locator> locator(Method method, List<Method> declarations) {
        if (declarations.stream().anyMatch(Kind::isResourceMethod)) {
            return Optional.empty();
        }
        return declarations.stream()
                .map(each -> each.getAnnotation(Path.class))
                .filter(path -> path != null)
                .findFirst()
                .map(path -> new Locator(method, PathTemplate.pattern(path.value())));
    }
}
