package dev.webauth.it.kind;

import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet. */
@WebServlet("/servlet/guest")
public class GuestServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject private transient WebAuth webauth;
    @Inject private transient Guests guests;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().print(guests.caller(webauth));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String email = request.getParameter("email");
        String password = request.getParameter("password");
        switch (request.getParameter("action")) {
            case "register" -> webauth.register(email, password);
            case "login" -> webauth.login(email, password);
            case "remind" -> webauth.sendAccountRemind(email, null);
            default -> webauth.cleanup();
        }
        response.getWriter().print(guests.caller(webauth));
    }
}
