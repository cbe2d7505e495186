package dev.webauth.impl.web;

import dev.webauth.InvalidInputException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks all calls of the API by the application, before the method and its transaction begin.
 * Refuses requests of other sites, missing parameters, and calls on threads without a request.
 */
@ApiBean
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ApiCalls {

    private static final Map<Method, Rule> RULES = new ConcurrentHashMap<>();

    @Inject Origin origin;

    /**
     * What the annotations say of a method, read once.
     *
     * @param required the names of the parameters that must not be null; null for the others
     */
    private record Rule(boolean anywhere, boolean notes, boolean reads, List<String> required) {

        static Rule of(Class<?> bean, Method method) {
            String name = method.getName();
            return new Rule(
                    has(bean, name, ApiBean.Anywhere.class),
                    has(bean, name, ApiBean.Notes.class),
                    has(bean, name, ApiBean.Reads.class),
                    parameters(method));
        }
    }

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        Class<?> bean = call.getTarget().getClass();
        Rule rule = RULES.computeIfAbsent(call.getMethod(), method -> Rule.of(bean, method));
        if (!rule.anywhere()) {
            CurrentRequest.required();
        }
        if (rule.notes()) {
            origin.requireSameIfUnsafe();
        } else if (!rule.reads()) {
            origin.requireSameForChange();
        }
        requireParameters(rule.required(), call.getParameters());
        return call.proceed();
    }

    private static void requireParameters(List<String> names, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && names.get(i) != null) {
                throw new InvalidInputException("parameter_missing", names.get(i) + " is missing");
            }
        }
    }

    /**
     * Looks in superclasses, too: the bean's class may be a subclass that the container generated.
     */
    private static boolean has(Class<?> bean, String method, Class<? extends Annotation> effect) {
        for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
            if (type.isAnnotationPresent(effect)
                    || Arrays.stream(type.getDeclaredMethods())
                            .filter(each -> each.getName().equals(method))
                            .anyMatch(each -> each.isAnnotationPresent(effect))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> parameters(Method method) {
        Parameter[] documented = declared(method).getParameters();
        Parameter[] parameters = method.getParameters();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            boolean optional = parameters[i].isAnnotationPresent(ApiBean.MayBeNull.class);
            names.add(optional ? null : documented[i].getName());
        }
        return names;
    }

    /** The method of the API's interface, which has the documented parameter names. */
    private static Method declared(Method method) {
        for (Class<?> api : method.getDeclaringClass().getInterfaces()) {
            try {
                return api.getMethod(method.getName(), method.getParameterTypes());
            } catch (NoSuchMethodException e) {
                // The method belongs to another interface.
            }
        }
        return method;
    }
}
