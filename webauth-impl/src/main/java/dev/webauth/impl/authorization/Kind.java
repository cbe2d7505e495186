package dev.webauth.impl.authorization;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** Classifies classes by who creates and calls them. This decides which guard can protect them. */
final class Kind {

    private static final Set<String> COMPONENTS =
            Set.of("Stateless", "Stateful", "Singleton", "MessageDriven");

    private Kind() {}

    /** Created by the EJB container, which also checks the roles. */
    static boolean isEnterpriseBean(Class<?> type) {
        return annotations(type)
                .anyMatch(
                        on ->
                                on.getPackageName().equals("jakarta.ejb")
                                        && COMPONENTS.contains(on.getSimpleName()));
    }

    /**
     * A root resource, or a class with resource methods or locators, which a locator may return.
     */
    static boolean isResource(Class<?> type) {
        return Hierarchy.of(type)
                .elements()
                .anyMatch(
                        element ->
                                element.isAnnotationPresent(Path.class)
                                        || element instanceof Method method
                                                && isResourceMethod(method));
    }

    static boolean isResourceMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(on -> on.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** Created and called by the container, without CDI interceptors. */
    static boolean isOfContainer(Class<?> type) {
        return Application.class.isAssignableFrom(type)
                || Servlet.class.isAssignableFrom(type)
                || Filter.class.isAssignableFrom(type)
                || annotations(type)
                        .anyMatch(
                                on ->
                                        on.getPackageName().equals("jakarta.servlet.annotation")
                                                || on.getPackageName()
                                                        .equals("jakarta.websocket.server"));
    }

    /** Whether CDI can create a bean of the class. */
    static boolean isConstructible(Class<?> type) {
        boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
        return !inner
                && Stream.of(type.getDeclaredConstructors())
                        .anyMatch(
                                each ->
                                        each.getParameterCount() == 0
                                                || each.isAnnotationPresent(Inject.class));
    }

    /** A class of unit tests that was packaged with the application. */
    static boolean isTest(Class<?> type) {
        Stream<Class<? extends Annotation>> annotations =
                Stream.concat(
                        annotations(type),
                        Arrays.stream(type.getDeclaredMethods())
                                .flatMap(method -> Arrays.stream(method.getAnnotations()))
                                .map(Annotation::annotationType));
        return annotations.anyMatch(on -> on.getName().matches("org\\.(junit|testng)\\..*"))
                || type.getEnclosingClass() != null && isTest(type.getEnclosingClass());
    }

    /** Whether CDI can intercept all methods of the class. */
    static boolean isInterceptable(Class<?> type) {
        return !Modifier.isFinal(type.getModifiers())
                && Hierarchy.of(type).types().stream()
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .map(Method::getModifiers)
                        .noneMatch(
                                on ->
                                        Modifier.isFinal(on)
                                                && !Modifier.isPrivate(on)
                                                && !Modifier.isStatic(on));
    }

    private static Stream<Class<? extends Annotation>> annotations(Class<?> type) {
        return Arrays.stream(type.getAnnotations()).map(Annotation::annotationType);
    }
}
