package dev.webauth.impl.authorization;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Puts {@link Guarded} on beans that name roles, and chooses the mechanism for an application that
 * does not bring its own.
 */
public class AuthorizationExtension implements Extension {

    private final boolean wanted = read();

    private final Set<String> others = new TreeSet<>();

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

    void guard(
            @Observes @WithAnnotations({RolesAllowed.class, DenyAll.class})
                    ProcessAnnotatedType<?> bean) {
        if (wanted && !isGuardedOtherwise(bean.getAnnotatedType())) {
            bean.configureAnnotatedType().add(new Guarded.Literal());
        }
    }

    /** The container guards enterprise beans, and filters guard resources. */
    private static boolean isGuardedOtherwise(AnnotatedType<?> type) {
        return type.isAnnotationPresent(Path.class)
                || type.getAnnotations().stream()
                        .map(annotation -> annotation.annotationType().getPackageName())
                        .anyMatch("jakarta.ejb"::equals);
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
