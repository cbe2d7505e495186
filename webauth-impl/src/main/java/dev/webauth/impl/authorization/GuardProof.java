package dev.webauth.impl.authorization;

import dev.webauth.UnavailableException;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Blocks a JAX-RS application with guarded resources until {@link Answer} has answered a test
 * request to it. An application can switch the loading of services off; then {@link GuardFeature}
 * is not registered, and only the missing answer shows it.
 */
@Dependent
public class GuardProof implements Filter {

    private static final Logger LOG = Logger.getLogger("dev.webauth.authorization");
    private static final String QUESTION = GuardProof.class.getName();
    private static final String APPLICATION = Application.class.getName();

    /** By the servlet's name. A servlet that is not one of JAX-RS needs no proof. */
    private final Map<String, Boolean> guarded = new ConcurrentHashMap<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        if (Guards.areOnResources(asked.getServletContext())
                && asked.getAttribute(QUESTION) == null
                && !isGuarded(asked, (HttpServletResponse) response)) {
            throw new UnavailableException(
                    "guards_missing", "The guards of this application are not in place", null);
        }
        chain.doFilter(request, response);
    }

    private boolean isGuarded(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String servlet = mapping(request).getServletName();
        if (servlet == null) {
            return true;
        }
        Boolean known = guarded.get(servlet);
        if (known == null) {
            known =
                    !isRest(request.getServletContext(), servlet)
                            || answers(servlet, request, response);
            guarded.put(servlet, known);
        }
        return known;
    }

    private static HttpServletMapping mapping(HttpServletRequest request) {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_MAPPING);
        return included instanceof HttpServletMapping mapping
                ? mapping
                : request.getHttpServletMapping();
    }

    private static boolean isRest(ServletContext context, String servlet) {
        ServletRegistration of = context.getServletRegistration(servlet);
        return of != null
                && (servlet.equals(APPLICATION)
                        || of.getInitParameter("jakarta.ws.rs.Application") != null
                        || String.valueOf(of.getClassName())
                                .matches("org\\.(jboss\\.resteasy|glassfish\\.jersey)\\..*")
                        || isApplication(context, servlet));
    }

    /** The container names the servlet after the application's class (Jakarta REST 3.1, 2.3.2). */
    private static boolean isApplication(ServletContext context, String name) {
        try {
            return Application.class.isAssignableFrom(
                    Class.forName(name, false, context.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static boolean answers(
            String servlet, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        AtomicBoolean answered = new AtomicBoolean();
        request.setAttribute(QUESTION, answered);
        try {
            request.getServletContext()
                    .getNamedDispatcher(servlet)
                    .include(new BlankRequest(request), new BlankResponse(response));
        } finally {
            request.removeAttribute(QUESTION);
        }
        if (!answered.get()) {
            LOG.severe(
                    "The JAX-RS application "
                            + servlet
                            + " is answered with 503, because the guards of its resources are not"
                            + " registered. Does it set jakarta.ws.rs.loadServices to false?");
        }
        return answered.get();
    }

    /** Answers the test request before JAX-RS matches a resource. */
    @PreMatching
    @Priority(Integer.MIN_VALUE)
    static final class Answer implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            Object question =
                    CurrentRequest.get()
                            .map(now -> now.request().getAttribute(QUESTION))
                            .orElse(null);
            if (question instanceof AtomicBoolean answered) {
                answered.set(true);
                request.abortWith(Response.noContent().build());
            }
        }
    }
}
