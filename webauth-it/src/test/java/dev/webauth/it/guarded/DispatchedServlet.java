package dev.webauth.it.guarded;

import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Reports the caller as the library, the container and a guarded bean see it. */
@WebServlet(urlPatterns = "/dispatched", asyncSupported = true)
public class DispatchedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient WebAuth webauth;
    @Inject transient GuardedBean guarded;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String user = webauth.getUserId().map(String::valueOf).orElse("nobody");
        String principal =
                CallerServlet.seen(
                        request.getUserPrincipal(),
                        Map.of("confirmed", request.isUserInRole("confirmed")));
        String guard = webauth.isAuthenticated() ? guarded.own() : "out";
        response.getWriter().print(user + " " + principal + " " + guard);
    }
}
