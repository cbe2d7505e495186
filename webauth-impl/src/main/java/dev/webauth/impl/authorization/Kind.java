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

/** Tells classes apart by who creates and calls them, which decides who can guard them. */
final class Kind {

    private static final Set<String> COMPONENTS =
            Set.of("Stateless", "Stateful", "Singleton", "MessageDriven");

    private Kind() {}

    /** Created by the EJB container, which also checks its roles. */
    static boolean isEnterpriseBean(Class<?> type) {
        return annotations(type)
                .anyMatch(
                        on ->
                                on.getPackageName().equals("jakarta.ejb")
                                        && COMPONENTS.contains(on.getSimpleName()));
    }

    /** A root resource, or a class with resource methods or locators, as a locator returns. */
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

    /** Created by the container, which calls it past CDI. */
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

    /** Whether CDI would make a bean of it, if no extension forbade it. */
    static boolean isConstructible(Class<?> type) {
        boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
        return !inner
                && Stream.of(type.getDeclaredConstructors())
                        .anyMatch(
                                each ->
                                        each.getParameterCount() == 0
                                                || each.isAnnotationPresent(Inject.class));
    }

    /** A class of unit tests that came along. */
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

    /** Whether CDI can put an interceptor before all of its methods. */
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
