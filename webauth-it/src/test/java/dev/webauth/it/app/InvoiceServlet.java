package dev.webauth.it.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An application without JAX-RS. */
@WebServlet("/invoices")
public class InvoiceServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject private transient Invoices invoices;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean fail = request.getParameter("fail") != null;
        long user =
                invoices.registerAndInvoice(
                        request.getParameter("email"), request.getParameter("password"), fail);
        response.getWriter().print(user);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter()
                .print(String.join("\n", invoices.ofOwner(request.getParameter("email"))));
    }
}
