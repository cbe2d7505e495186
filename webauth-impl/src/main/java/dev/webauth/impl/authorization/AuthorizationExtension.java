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
 * Puts {@link Guarded} on beans with guards, and chooses the mechanism for an application that does
 * not bring its own.
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
            // Reported where the whole configuration is read.
            return false;
        }
    }

    void choose(@Observes AfterTypeDiscovery types) {
        if (wanted) {
            types.getAlternatives().add(CallerMechanism.class);
            if (Runtime.version().feature() >= 24) {
                types.getAlternatives().add(CallerContext.class);
            }
        }
    }

    /** Not {@code @WithAnnotations}, which does not look at interfaces. */
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

    /** Resources have a filter before them as well, and need not be fit for an interceptor. */
    private static boolean isForInterceptor(Class<?> type) {
        return !Kind.isOfContainer(type) && (!Kind.isResource(type) || Kind.isInterceptable(type));
    }

    void noteBean(@Observes ProcessBean<?> bean) {
        beans.add(bean.getBean().getBeanClass());
    }

    /** The check of classes with guards against the beans that were found. */
    GuardCheck check(Set<Class<?>> resources) {
        return new GuardCheck(Set.copyOf(discoveredTypes), Set.copyOf(beans), resources, wanted);
    }

    void note(@Observes ProcessBean<? extends HttpAuthenticationMechanism> mechanism) {
        Class<?> type = mechanism.getBean().getBeanClass();
        // Payara's own are beans of every application.
        boolean ofTheApplication = type.getClassLoader() == CallerMechanism.class.getClassLoader();
        if (ofTheApplication && type != CallerMechanism.class) {
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
