package dev.webauth.impl.authorization;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Adds {@link Guarded} to beans with guards. Refuses an application that has its own authentication
 * mechanism, unless the library's is switched off.
 */
public class AuthorizationExtension implements Extension {

    private static final Logger LOG = Logger.getLogger("dev.webauth.authorization");

    private final boolean wanted = read();

    private final Set<String> others = new TreeSet<>();

    private final Set<Class<?>> discoveredTypes = ConcurrentHashMap.newKeySet();

    private final Set<Class<?>> beans = ConcurrentHashMap.newKeySet();

    private static boolean read() {
        try {
            return new Settings(ConfigProvider.getConfig())
                    .flag(WebAuthConfig.JAKARTA_SECURITY, true);
        } catch (ConfigurationException e) {
            // The extension that reads the whole configuration reports it.
            return false;
        }
    }

    void choose(@Observes AfterTypeDiscovery types) {
        if (wanted && Runtime.version().feature() >= 24) {
            types.getAlternatives().add(CallerContext.class);
        }
    }

    /** Not {@code @WithAnnotations}, which ignores annotations on interfaces. */
    void guard(@Observes ProcessAnnotatedType<?> discovered) {
        Class<?> type = discovered.getAnnotatedType().getJavaClass();
        try {
            boolean roles = wanted && !Kind.isEnterpriseBean(type);
            if (Guard.isIn(type, roles) && isForInterceptor(type)) {
                discovered.configureAnnotatedType().add(new Guarded.Literal());
            }
        } catch (LinkageError e) {
            LOG.log(Level.FINE, "Not a bean, because it lacks a class: " + type.getName(), e);
        }
        discoveredTypes.add(type);
    }

    /** JAX-RS resources also have a filter, so they need not be suitable for an interceptor. */
    private static boolean isForInterceptor(Class<?> type) {
        return !Kind.isOfContainer(type) && (!Kind.isResource(type) || Kind.isInterceptable(type));
    }

    void noteBean(@Observes ProcessBean<?> bean) {
        beans.add(bean.getBean().getBeanClass());
    }

    /** Returns the check of annotated classes against the discovered beans. */
    GuardCheck check(Set<Class<?>> resources) {
        return new GuardCheck(Set.copyOf(discoveredTypes), Set.copyOf(beans), resources, wanted);
    }

    void note(@Observes ProcessBean<? extends HttpAuthenticationMechanism> mechanism) {
        Class<?> type = mechanism.getBean().getBeanClass();
        // Payara's own mechanisms are beans of every application.
        if (type.getClassLoader() == AuthorizationExtension.class.getClassLoader()) {
            others.add(type.getName());
        }
    }

    void checkThereIsOne(@Observes AfterDeploymentValidation validation) {
        if (wanted && !others.isEmpty()) {
            validation.addDeploymentProblem(
                    new ConfigurationException(
                            "webauth." + WebAuthConfig.JAKARTA_SECURITY,
                            "must be false, because the application has its own mechanism: "
                                    + String.join(", ", others)));
        }
    }
}
