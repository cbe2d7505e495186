package dev.webauth.impl.authorization;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A class with its superclasses, followed by its interfaces; within each group the nearest first.
 */
record Hierarchy(List<Class<?>> types) {

    static Hierarchy of(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        Deque<Class<?>> interfaces = new ArrayDeque<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            types.add(c);
            interfaces.addAll(List.of(c.getInterfaces()));
        }
        while (!interfaces.isEmpty()) {
            Class<?> next = interfaces.remove();
            types.add(next);
            interfaces.addAll(List.of(next.getInterfaces()));
        }
        return new Hierarchy(List.copyOf(types));
    }

    /** All types and all methods that they declare. */
    Stream<AnnotatedElement> elements() {
        return types.stream()
                .flatMap(
                        type ->
                                Stream.concat(
                                        Stream.of(type), Stream.of(type.getDeclaredMethods())));
    }

    /** A method and the methods that it overrides or that override it, the nearest first. */
    List<Method> declarations(Method method) {
        Map<TypeVariable<?>, Type> arguments = arguments();
        List<Class<?>> wanted = List.of(method.getParameterTypes());
        return types.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(other -> other.getName().equals(method.getName()))
                .filter(other -> other.equals(method) || canOverride(other))
                .filter(
                        other ->
                                List.of(other.getParameterTypes()).equals(wanted)
                                        || parameters(other, arguments).equals(wanted))
                .toList();
    }

    private static boolean canOverride(Method method) {
        return !Modifier.isPrivate(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers());
    }

    /** The types that this hierarchy substitutes for type variables. */
    private Map<TypeVariable<?>, Type> arguments() {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        types.stream()
                .flatMap(
                        type ->
                                Stream.concat(
                                        Stream.ofNullable(type.getGenericSuperclass()),
                                        Stream.of(type.getGenericInterfaces())))
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .forEach(
                        type -> {
                            TypeVariable<?>[] names =
                                    ((Class<?>) type.getRawType()).getTypeParameters();
                            for (int i = 0; i < names.length; i++) {
                                arguments.putIfAbsent(names[i], type.getActualTypeArguments()[i]);
                            }
                        });
        return arguments;
    }

    private static List<Class<?>> parameters(Method method, Map<TypeVariable<?>, Type> arguments) {
        return Stream.of(method.getGenericParameterTypes())
                .<Class<?>>map(type -> erased(type, arguments))
                .toList();
    }

    private static Class<?> erased(Type type, Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof Class<?> plain) {
            return plain;
        } else if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        } else if (type instanceof GenericArrayType array) {
            return erased(array.getGenericComponentType(), arguments).arrayType();
        } else if (type instanceof TypeVariable<?> name) {
            return erased(arguments.getOrDefault(name, name.getBounds()[0]), arguments);
        }
        return Object.class;
    }
}
