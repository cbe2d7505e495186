package dev.webauth.impl.boot;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import dev.webauth.impl.authorization.CallerModuleListener;
import dev.webauth.impl.authorization.GuardListener;
import dev.webauth.impl.authorization.Guards;
import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.RoutesServlet;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Registers the library's servlet, filter and listeners in any WAR, without a web.xml. */
@HandlesTypes({
    RolesAllowed.class,
    DenyAll.class,
    Authenticated.class,
    Confirmed.class,
    Path.class,
    ApplicationPath.class,
    Servlet.class,
    ServletSecurity.class,
    Filter.class
})
public class WebAuthInitializer implements ServletContainerInitializer {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        WebAuthConfig config;
        try {
            config = WebAuthConfig.read(new Settings(ConfigProvider.getConfig()));
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        Set<Class<?>> found = Guards.readable(classes);
        checkPrefix(new PrefixCheck(config.basePrefix(), found));
        FilterRegistration.Dynamic filter = context.addFilter("webauth", WebAuthFilter.class);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        if (config.jakartaSecurity()) {
            context.declareRoles(Guards.roles(found).toArray(String[]::new));
        }
        Guards.note(context, found, config.jakartaSecurity());
        context.addListener(GuardListener.class);
        context.addListener(CallerModuleListener.class);
        ServletRegistration.Dynamic routes =
                context.addServlet("webauth-routes", RoutesServlet.class);
        if (!routes.addMapping(config.basePrefix() + "/*").isEmpty()) {
            throw new IllegalStateException(
                    "webauth.base-prefix is "
                            + config.basePrefix()
                            + ", but the application serves that path itself: choose another one");
        }
        context.addListener(WebAuthListener.class);
        protectSessionCookie(context, config);
    }

    private static void checkPrefix(PrefixCheck check) {
        check.problem()
                .ifPresent(
                        problem -> {
                            throw new IllegalStateException(problem);
                        });
        check.warnings().forEach(LOG::warning);
    }

    /**
     * The session id must not be in URLs, readable by scripts, or sent with cross-site requests.
     */
    private static void protectSessionCookie(ServletContext context, WebAuthConfig config) {
        context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setHttpOnly(true);
        sameSite(cookie);
        if (config.https() && config.fixSsl()) {
            cookie.setSecure(true);
        }
    }

    /** Payara 6 ignores the attribute and has its own property for it. */
    private static void sameSite(SessionCookieConfig cookie) {
        cookie.setAttribute("SameSite", "Lax");
        try {
            cookie.getClass().getMethod("setSameSite", String.class).invoke(cookie, "Lax");
        } catch (ReflectiveOperationException e) {
            // This is another server than Payara.
        }
    }
}
