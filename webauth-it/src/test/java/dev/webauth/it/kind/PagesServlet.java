package dev.webauth.it.kind;

import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages of which some are protected by configuration alone, and one by itself. */
@WebServlet({"/pages/*", "/account", "/open/*", "*.report"})
public class PagesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject private transient WebAuth webauth;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if ("/self".equals(request.getPathInfo())) {
            webauth.requireUserId();
        }
        response.getWriter().print("content of the page");
    }
}
