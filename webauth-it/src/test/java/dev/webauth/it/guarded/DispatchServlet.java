package dev.webauth.it.guarded;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Dispatches to {@code /dispatched} in each way that the servlet specification has. */
@WebServlet(urlPatterns = "/dispatch/*", asyncSupported = true)
public class DispatchServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String TARGET = "/dispatched";

    @Inject transient GuardedBean guarded;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getPathInfo()) {
            case "/error" -> response.sendError(418);
            case "/exception" -> throw new ServletException("as the test wants");
            case "/forward" -> request.getRequestDispatcher(TARGET).forward(request, response);
            case "/include" -> request.getRequestDispatcher(TARGET).include(request, response);
            case "/async" -> request.startAsync().dispatch(TARGET);
            case "/async-wrapped" -> request.startAsync(request, response).dispatch(TARGET);
            case "/async-thread" -> {
                AsyncContext async = request.startAsync();
                async.start(
                        () -> {
                            tell(response, elsewhere());
                            async.complete();
                        });
            }
            case "/thread" -> tell(response, CompletableFuture.supplyAsync(this::elsewhere).join());
            default -> throw new IllegalArgumentException(request.getPathInfo());
        }
    }

    private String elsewhere() {
        try {
            return guarded.own();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static void tell(HttpServletResponse response, String text) {
        try {
            response.getWriter().print(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
