package dev.webauth.impl.authorization;

import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;

/**
 * The {@code SecurityContext} of Jakarta Security for Java 24 and later. Payara 6's own context
 * checks roles with {@code java.security.Policy}, which grants nothing there, so that no caller has
 * a role. This one asks the request for roles and the server's own context for everything else.
 */
@Alternative
@ApplicationScoped
class CallerContext implements SecurityContext {

    @Inject BeanManager beans;

    private SecurityContext servers() {
        Bean<?> other =
                beans.getBeans(SecurityContext.class, Any.Literal.INSTANCE).stream()
                        .filter(bean -> bean.getBeanClass() != CallerContext.class)
                        .findFirst()
                        .orElseThrow();
        return (SecurityContext)
                beans.getReference(
                        other, SecurityContext.class, beans.createCreationalContext(other));
    }

    @Override
    public Principal getCallerPrincipal() {
        return servers().getCallerPrincipal();
    }

    @Override
    public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
        return servers().getPrincipalsByType(type);
    }

    @Override
    public boolean isCallerInRole(String role) {
        return servers().isCallerInRole(role)
                || CurrentRequest.get()
                        .filter(current -> current.request().isUserInRole(role))
                        .isPresent();
    }

    @Override
    public boolean hasAccessToWebResource(String resource, String... methods) {
        return servers().hasAccessToWebResource(resource, methods);
    }

    @Override
    public AuthenticationStatus authenticate(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationParameters parameters) {
        return servers().authenticate(request, response, parameters);
    }
}
