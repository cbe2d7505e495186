package dev.webauth.it.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.eclipse.persistence.Version;

/** Tells what it runs on. */
@WebServlet("/platform")
public class PlatformServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/plain");
        PrintWriter out = response.getWriter();
        out.println("server=" + getServletContext().getServerInfo());
        out.println("jdk=" + Runtime.version());
        out.println("jpa=EclipseLink " + Version.getVersion());
        out.println(
                "jpa.from=" + Version.class.getProtectionDomain().getCodeSource().getLocation());
    }
}
