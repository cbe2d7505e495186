package dev.webauth.it.kind;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Reports classes, threads and MBeans of the server's JVM, from a WAR without the library. */
@WebServlet("/*")
public class Vitals extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PrintWriter out = response.getWriter();
        try {
            switch (request.getPathInfo()) {
                case "/classes" -> {
                    diagnose("gcRun");
                    out.print(diagnose("vmClassHierarchy", request.getQueryString()));
                }
                case "/threads" ->
                        Thread.getAllStackTraces().keySet().stream()
                                .map(Thread::getName)
                                .sorted()
                                .forEach(out::println);
                default ->
                        JMX.queryNames(new ObjectName("dev.webauth:*"), null).forEach(out::println);
            }
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    /** Runs a diagnostic command, as {@code jcmd} does. */
    private static Object diagnose(String command, String... arguments) throws JMException {
        return JMX.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                command,
                arguments.length == 0 ? new Object[0] : new Object[] {arguments},
                arguments.length == 0 ? new String[0] : new String[] {String[].class.getName()});
    }
}
