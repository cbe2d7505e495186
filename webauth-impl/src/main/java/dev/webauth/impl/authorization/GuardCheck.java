package dev.webauth.impl.authorization;

import jakarta.enterprise.inject.Vetoed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds annotations without effect: on classes that neither JAX-RS nor CDI calls.
 *
 * @param discovered the types that CDI has processed
 * @param beans the classes of the beans that CDI has created from them
 * @param resources the classes that may be JAX-RS resources
 * @param roles whether the library checks roles
 */
record GuardCheck(
        Set<Class<?>> discovered, Set<Class<?>> beans, Set<Class<?>> resources, boolean roles) {

    private static final String CURE =
            ". Put it on a JAX-RS resource, or on a CDI bean of a scope, whose methods others call;"
                    + " or remove it. See docs/authorization.md";

    /** The problem of a class that has such an annotation. */
    Optional<String> problem(Class<?> type) {
        if (type.isAnnotation() || Kind.isTest(type) || isVetoed(type)) {
            return Optional.empty();
        }
        if (Kind.isOfContainer(type)) {
            return refusing(Hierarchy.of(type).elements())
                    .map(on -> message(type, on, "the container calls this class directly"));
        }
        return classProblem(type).or(() -> methodProblem(type));
    }

    private Optional<String> classProblem(Class<?> type) {
        boolean isCalledByOthers =
                Modifier.isAbstract(type.getModifiers())
                        || Kind.isResource(type)
                        || isBeanOrBase(type)
                        || isVetoedByExtension(type);
        return isCalledByOthers
                ? Optional.empty()
                : refusing(own(type))
                        .map(
                                on ->
                                        message(
                                                type,
                                                on,
                                                "this class is neither a JAX-RS resource nor a CDI"
                                                        + " bean"));
    }

    private Optional<String> methodProblem(Class<?> type) {
        return refusing(
                        Stream.of(type.getDeclaredMethods())
                                .filter(GuardCheck::isCalledWithinClass)
                                .map(AnnotatedElement.class::cast))
                .map(on -> message(type, on, "it is on a method that is private or static"));
    }

    private static boolean isCalledWithinClass(Method method) {
        return Modifier.isPrivate(method.getModifiers())
                || Modifier.isStatic(method.getModifiers());
    }

    private boolean isBeanOrBase(Class<?> type) {
        return Stream.concat(beans.stream(), resources.stream().filter(Kind::isResource))
                .anyMatch(type::isAssignableFrom);
    }

    private boolean isVetoedByExtension(Class<?> type) {
        return discovered.contains(type) && Kind.isConstructible(type);
    }

    private static boolean isVetoed(Class<?> type) {
        return type.isAnnotationPresent(Vetoed.class)
                || type.getPackage() != null && type.getPackage().isAnnotationPresent(Vetoed.class);
    }

    private static Stream<AnnotatedElement> own(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getDeclaredMethods()));
    }

    /**
     * The first annotation without effect. Roles on enterprise beans are checked by the EJB
     * container.
     */
    private Optional<String> refusing(Stream<AnnotatedElement> elements) {
        return elements.flatMap(each -> Guard.refusing(each, roles && !isOfEnterpriseBean(each)))
                .findFirst()
                .map(Class::getSimpleName);
    }

    private static boolean isOfEnterpriseBean(AnnotatedElement element) {
        return Kind.isEnterpriseBean(
                element instanceof Method method ? method.getDeclaringClass() : (Class<?>) element);
    }

    private static String message(Class<?> type, String annotation, String reason) {
        return "@" + annotation + " on " + type.getName() + " has no effect: " + reason + CURE;
    }
}
