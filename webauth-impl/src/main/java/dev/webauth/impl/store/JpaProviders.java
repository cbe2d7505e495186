package dev.webauth.impl.store;

import dev.webauth.impl.config.ConfigurationException;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the JPA provider: the configured one; else EclipseLink, from the WAR or the server; else
 * the server's own. Providers are known by class name only, so that this class loads without any of
 * them.
 */
final class JpaProviders {

    private static final String KEY = "webauth.persistence-provider";
    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    private JpaProviders() {}

    static PersistenceProvider find(Optional<String> configured) {
        return configured.map(JpaProviders::named).orElseGet(JpaProviders::first);
    }

    private static PersistenceProvider named(String name) {
        return candidates(name)
                .filter(provider -> name.equals(nameOf(provider)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        KEY,
                                        "must be the class name of a JPA provider in the WAR or in"
                                                + " the server, was \""
                                                + name
                                                + "\"; there is "
                                                + candidates(ECLIPSELINK)
                                                        .map(JpaProviders::nameOf)
                                                        .distinct()
                                                        .toList()));
    }

    private static PersistenceProvider first() {
        return candidates(ECLIPSELINK)
                .findFirst()
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        KEY,
                                        "is not set, and there is no JPA provider to detect: leave"
                                                + " org.eclipse.persistence:org.eclipse.persistence.jpa"
                                                + " in the WAR, or add JPA to the server"));
    }

    private static Stream<PersistenceProvider> candidates(String name) {
        return Stream.concat(visible(name).stream(), servers());
    }

    /** A provider class that applications can see, in the WAR or in the server. */
    private static Optional<PersistenceProvider> visible(String name) {
        try {
            return Optional.of(
                    Class.forName(name)
                            .asSubclass(PersistenceProvider.class)
                            .getConstructor()
                            .newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            return Optional.empty();
        }
    }

    /**
     * The server's providers. A server-internal EclipseLink is skipped: our classes cannot extend
     * it.
     */
    private static Stream<PersistenceProvider> servers() {
        return PersistenceProviderResolverHolder.getPersistenceProviderResolver()
                .getPersistenceProviders()
                .stream()
                .filter(provider -> !ECLIPSELINK.equals(nameOf(provider)));
    }

    private static String nameOf(PersistenceProvider provider) {
        return provider.getClass().getName();
    }

    /** Whether the provider is the EclipseLink in the WAR, with which the library is tested. */
    static boolean isOurs(Unit unit) {
        Class<?> provider = unit.provider().getClass();
        return ECLIPSELINK.equals(provider.getName())
                && provider.getClassLoader() == Unit.class.getClassLoader();
    }

    static EntityManagerFactory open(Unit unit) {
        // Hibernate needs no settings: on WildFly it finds JTA by itself.
        return ECLIPSELINK.equals(unit.getPersistenceProviderClassName())
                ? EclipseLink.open(unit)
                : unit.provider().createContainerEntityManagerFactory(unit, Map.of());
    }
}
