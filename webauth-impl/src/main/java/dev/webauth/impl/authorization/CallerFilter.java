package dev.webauth.impl.authorization;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;

/**
 * Makes the request return the caller on servers that do not accept one from {@link CallerModule}.
 * WildFly's default security domain does not; with this filter it needs no setting.
 */
@Dependent
public class CallerFilter implements Filter {

    static final boolean ON_WILDFLY = canLoad("org.wildfly.security.auth.server.SecurityDomain");

    @Inject RequestCallers callers;

    private static boolean canLoad(String type) {
        try {
            Class.forName(type, false, CallerFilter.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        Optional<RequestCaller> unknown = isNamed(asked) ? Optional.empty() : callers.orVisitor();
        if (unknown.isEmpty()) {
            chain.doFilter(request, response);
        } else if (ON_WILDFLY) {
            Elytron.runAs(
                    unknown.get(), () -> chain.doFilter(named(asked, unknown.get()), response));
        } else {
            chain.doFilter(named(asked, unknown.get()), response);
        }
    }

    /**
     * On an error page, and on another thread after an asynchronous dispatch, Payara knows the
     * principal but not its roles.
     */
    private static boolean isNamed(HttpServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return request.getUserPrincipal() != null
                && type != DispatcherType.ERROR
                && type != DispatcherType.ASYNC;
    }

    private static HttpServletRequest named(HttpServletRequest request, RequestCaller caller) {
        Principal principal = caller.principal();
        return new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
                return principal;
            }

            @Override
            public String getRemoteUser() {
                return principal.getName();
            }

            @Override
            public boolean isUserInRole(String role) {
                return caller.isIn(role) || super.isUserInRole(role);
            }

            @Override
            public boolean authenticate(HttpServletResponse response) {
                return true;
            }
        };
    }
}
