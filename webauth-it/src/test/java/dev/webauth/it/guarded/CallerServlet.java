package dev.webauth.it.guarded;

import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Set;

/** Authenticates requests and reports the caller as a servlet sees it. */
@WebServlet("/door/*")
public class CallerServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Names that containers give to unknown callers, if they give them any. */
    private static final Set<String> NOBODY = Set.of("anonymous", "ANONYMOUS", "UNAUTHENTICATED");

    @Inject transient WebAuth webauth;
    @Inject transient SecurityContext security;
    @Inject transient RoleCheckedBean safe;
    @Inject transient RoleCheckedEjb ledger;
    @Inject transient Staff staff;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String email = request.getParameter("email");
        String password = request.getParameter("password");
        switch (request.getPathInfo()) {
            case "/register" -> webauth.register(email, password);
            case "/register-confirmed" -> webauth.register(email, password, true, null);
            case "/log-in" -> webauth.login(email, password);
            case "/log-out" -> webauth.logout();
            case "/promote" -> staff.promote(webauth.getUserId().orElseThrow());
            default -> throw new IllegalArgumentException(request.getPathInfo());
        }
        response.getWriter()
                .print(webauth.isAuthenticated() ? webauth.getUserApiKey().orElse("") : "");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String answer =
                switch (request.getPathInfo()) {
                    case "/servlet" ->
                            seen(
                                    request.getUserPrincipal(),
                                    Map.of(
                                            "user", request.isUserInRole("user"),
                                            "confirmed", request.isUserInRole("confirmed"),
                                            "admin", request.isUserInRole("admin")));
                    case "/security" ->
                            seen(
                                    security.getCallerPrincipal(),
                                    Map.of(
                                            "user", security.isCallerInRole("user"),
                                            "confirmed", security.isCallerInRole("confirmed"),
                                            "admin", security.isCallerInRole("admin")));
                    case "/bean" -> ledger.caller();
                    case "/safe" -> safe.content();
                    case "/ledger" -> ledger.content();
                    case "/user" -> webauth.getUserId().map(String::valueOf).orElse("nobody");
                    case "/log-in" -> "log-in page, then " + request.getParameter("next");
                    default -> throw new IllegalArgumentException(request.getPathInfo());
                };
        response.getWriter().print(answer);
    }

    /** Such as {@code 42 confirmed user}. */
    static String seen(Principal caller, Map<String, Boolean> roles) {
        String name =
                caller == null || NOBODY.contains(caller.getName()) ? "nobody" : caller.getName();
        return roles.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .reduce(name, (text, role) -> text + " " + role);
    }
}
