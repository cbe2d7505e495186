package dev.webauth.it.app;

import dev.webauth.impl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Reports the platform; for JPA the provider that the library really uses. */
@WebServlet("/platform")
public class PlatformServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain");
        PrintWriter out = response.getWriter();
        out.println("server=" + getServletContext().getServerInfo());
        out.println("jdk=" + Runtime.version());
        try {
            Class<?> jpa = factory().getClass();
            out.println("jpa=" + version(jpa));
            out.println("jpa.from=" + jpa.getProtectionDomain().getCodeSource());
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }

    /** The entity manager factory of the library, which is not public. */
    private static Object factory() throws ReflectiveOperationException {
        BeanManager beans = CDI.current().getBeanManager();
        Bean<?> bean = beans.resolve(beans.getBeans(Database.class));
        Object database = beans.getContext(ApplicationScoped.class).get(bean);
        // EclipseLink is opened after the server's start.
        Method open = Database.class.getDeclaredMethod("open");
        open.setAccessible(true);
        open.invoke(database);
        Field factory = Database.class.getDeclaredField("factory");
        factory.setAccessible(true);
        return factory.get(database);
    }

    private static String version(Class<?> jpa) throws ReflectiveOperationException {
        if (jpa.getName().startsWith("org.hibernate.")) {
            Class<?> version = Class.forName("org.hibernate.Version", true, jpa.getClassLoader());
            return "Hibernate " + version.getMethod("getVersionString").invoke(null);
        }
        // By the class loader of its session: in Payara EclipseLink is in several bundles.
        Class<?> session = jpa.getMethod("getDatabaseSession").getReturnType();
        Class<?> version =
                Class.forName("org.eclipse.persistence.Version", true, session.getClassLoader());
        return "EclipseLink " + version.getMethod("getVersion").invoke(null);
    }
}
