package dev.webauth.impl.authorization;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.Refusals;
import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Registers {@link CallerModule}. On WildFly only for an application with security constraints:
 * {@link CallerFilter} does the rest there, at a lower cost.
 */
public class CallerModuleListener implements ServletContextListener {

    @Inject WebAuthConfig config;
    @Inject RequestCallers callers;
    @Inject Refusals refusals;

    private boolean registered;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        boolean wanted =
                config.jakartaSecurity()
                        && (!CallerFilter.ON_WILDFLY || Constraints.areIn(context));
        AuthConfigFactory factory = wanted ? AuthConfigFactory.getFactory() : null;
        if (factory != null) {
            factory.registerServerAuthModule(new CallerModule(callers, refusals), context);
            registered = true;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (registered) {
            AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
        }
    }
}
