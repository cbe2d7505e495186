package dev.webauth.it.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Calls {@link Orders} in a WAR that has another JAX-RS application. */
@WebServlet("/orders")
public class OrderServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject private transient Orders orders;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long user =
                orders.registerAndOrder(
                        request.getParameter("email"),
                        request.getParameter("password"),
                        request.getParameter("then"));
        response.getWriter().print(user);
    }
}
