package dev.webauth.impl.authorization;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Lets only callers in to what {@code webauth.protect} names: pages of servlets and of Faces,
 * files, resources. A forward within the application is not checked, as in the container's own
 * security (Servlet 6.0, 13.2).
 */
@Dependent
public class PageGuard implements Filter {

    /** Scripts and style sheets of Faces, which its log-in page needs. */
    private static final String FACES_RESOURCES = "/jakarta.faces.resource/";

    @Inject WebAuthConfig config;
    @Inject RequestCallers callers;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && isProtected((HttpServletRequest) request)) {
            callers.required();
            // Not shown again by the browser's Back after a log-out; the page may decide otherwise.
            ((HttpServletResponse) response).setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }

    private boolean isProtected(HttpServletRequest request) {
        if (config.protect().isEmpty()) {
            return false;
        }
        Set<String> paths = PagePaths.of(request);
        return config.protect().stream().anyMatch(each -> paths.stream().anyMatch(each::matches))
                && !isOpen(request, paths);
    }

    /** The way to a log-in. Only where no reading of the path leads elsewhere. */
    private boolean isOpen(HttpServletRequest request, Set<String> paths) {
        return paths.stream().allMatch(this::isLogInPage)
                || paths.stream().allMatch(path -> path.startsWith(config.basePrefix() + "/"))
                || PagePaths.isFaces(request)
                        && paths.stream().allMatch(path -> path.contains(FACES_RESOURCES));
    }

    private boolean isLogInPage(String path) {
        return config.loginUri()
                .map(page -> page.split("[?#]", 2)[0])
                .filter(path::equals)
                .isPresent();
    }
}
