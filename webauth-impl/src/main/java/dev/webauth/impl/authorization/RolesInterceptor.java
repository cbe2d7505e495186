package dev.webauth.impl.authorization;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Guards methods of CDI beans, which no container of Jakarta EE 10 does. Before the transaction of
 * a method begins.
 */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class RolesInterceptor {

    @Inject RequestCallers callers;

    @AroundInvoke
    Object guard(InvocationContext call) throws Exception {
        Guard.of(call.getMethod().getDeclaringClass(), call.getMethod())
                .ifPresent(guard -> guard.check(callers));
        return call.proceed();
    }
}
