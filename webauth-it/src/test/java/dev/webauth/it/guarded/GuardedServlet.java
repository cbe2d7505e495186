package dev.webauth.it.guarded;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;

/** Nothing enforces this annotation. */
@WebServlet("/guarded-servlet")
@RolesAllowed("admin")
public class GuardedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
}
