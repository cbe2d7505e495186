package dev.webauth.impl.authorization;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Guards methods of CDI beans, which no Jakarta EE 10 container does. It runs before the
 * transaction of a method begins.
 */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class GuardInterceptor {

    @Inject RequestCallers callers;
    @Inject WebAuthConfig config;

    @AroundInvoke
    Object guard(InvocationContext call) throws Exception {
        Class<?> type = call.getTarget().getClass();
        Guard guard = Guard.of(type, call.getMethod());
        boolean othersCheckRoles = !config.jakartaSecurity() || Kind.isEnterpriseBean(type);
        (othersCheckRoles ? guard.withoutRoles() : guard).check(callers);
        return call.proceed();
    }
}
