package dev.webauth.impl.authorization;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.net.MalformedURLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Stops a deployment that has an annotation without effect. It is a listener, because CDI does not
 * see every class, and the initializer, which does, may run before CDI.
 */
public class GuardListener implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger("dev.webauth.authorization");

    @Inject AuthorizationExtension extension;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Set<Class<?>> classes = Guards.take(context);
        GuardCheck check = extension.check(classes);
        List<String> problems =
                classes.stream()
                        .flatMap(type -> problem(context, type, check).stream())
                        .sorted()
                        .toList();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
    }

    private static Optional<String> problem(
            ServletContext context, Class<?> type, GuardCheck check) {
        boolean isOfApplication = isOfApplication(context, type);
        if (!isOfApplication && type.getClassLoader() != GuardListener.class.getClassLoader()) {
            return Optional.empty();
        }
        Optional<String> problem = check.problem(type);
        if (!isOfApplication) {
            problem.ifPresent(LOG::warning);
            return Optional.empty();
        }
        return problem;
    }

    private static boolean isOfApplication(ServletContext context, Class<?> type) {
        try {
            String file = type.getName().replace('.', '/') + ".class";
            return context.getResource("/WEB-INF/classes/" + file) != null;
        } catch (MalformedURLException e) {
            return false;
        }
    }
}
