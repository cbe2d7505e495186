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
import java.util.Arrays;

/**
 * Checks all calls of the API by the application, before the method and its transaction begin.
 * Refuses requests of other sites, missing parameters, and calls on threads without a request.
 */
@ApiBean
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ApiCalls {

    @Inject Origin origin;

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        Class<?> bean = call.getTarget().getClass();
        String name = call.getMethod().getName();
        if (!has(bean, name, ApiBean.Anywhere.class)) {
            CurrentRequest.required();
        }
        if (has(bean, name, ApiBean.Notes.class)) {
            origin.requireSameIfUnsafe();
        } else if (!has(bean, name, ApiBean.Reads.class)) {
            origin.requireSameForChange();
        }
        requireParameters(call.getMethod(), call.getParameters());
        return call.proceed();
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

    private static void requireParameters(Method method, Object[] values) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (values[i] == null && !parameters[i].isAnnotationPresent(ApiBean.MayBeNull.class)) {
                String name = declared(method).getParameters()[i].getName();
                throw new InvalidInputException("parameter_missing", name + " is missing");
            }
        }
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
