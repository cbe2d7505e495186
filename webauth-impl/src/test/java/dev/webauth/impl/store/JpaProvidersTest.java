package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.rig.TestApplication;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolver;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpaProvidersTest {

    private static final String HIBERNATE = "org.hibernate.jpa.HibernatePersistenceProvider";
    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    @AfterEach
    void forget_the_server() {
        PersistenceProviderResolverHolder.setPersistenceProviderResolver(null);
    }

    private static void server(PersistenceProvider... providers) {
        PersistenceProviderResolverHolder.setPersistenceProviderResolver(
                new PersistenceProviderResolver() {
                    @Override
                    public List<PersistenceProvider> getPersistenceProviders() {
                        return List.of(providers);
                    }

                    @Override
                    public void clearCachedProviders() {}
                });
    }

    @Test
    void eclipselink_is_preferred_to_the_servers_provider() {
        server(new HibernatePersistenceProvider());
        assertThat(JpaProviders.find(Optional.empty()).getClass().getName()).isEqualTo(ECLIPSELINK);
    }

    @Test
    void the_configured_provider_is_preferred_to_eclipselink() {
        server();
        assertThat(JpaProviders.find(Optional.of(HIBERNATE)).getClass().getName())
                .isEqualTo(HIBERNATE);
    }

    @Test
    void a_provider_of_the_server_that_is_hidden_from_applications_is_found() {
        HiddenProvider hidden = new HiddenProvider();
        server(hidden);
        assertThat(JpaProviders.find(Optional.of(HiddenProvider.class.getName()))).isSameAs(hidden);
    }

    /** A provider without an accessible constructor, as if it were in another class loader. */
    private static final class HiddenProvider extends HibernatePersistenceProvider {}

    @ParameterizedTest
    @ValueSource(strings = {"org.hibernate.NoSuchProvider", "Hibernate", "java.lang.String"})
    void an_unknown_provider_is_refused_with_the_key_and_the_available_ones(String name) {
        server(new HibernatePersistenceProvider());
        assertThatThrownBy(() -> JpaProviders.find(Optional.of(name)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("webauth.persistence-provider must be")
                .hasMessageContainingAll(name, ECLIPSELINK, HIBERNATE);
    }

    @Test
    void without_eclipselink_the_servers_provider_is_used() throws Exception {
        PersistenceProvider own = new HibernatePersistenceProvider();
        server(own);
        assertThat(findWithoutEclipseLink()).isSameAs(own);
    }

    @Test
    void without_any_provider_the_message_has_the_remedy() {
        server();
        assertThatThrownBy(JpaProvidersTest::findWithoutEclipseLink)
                .hasMessageStartingWith("webauth.persistence-provider is not set")
                .hasMessageContaining("org.eclipse.persistence:org.eclipse.persistence.jpa");
    }

    @Test
    void an_eclipselink_that_is_internal_to_the_server_is_skipped() {
        server(new org.eclipse.persistence.jpa.PersistenceProvider());
        assertThatThrownBy(JpaProvidersTest::findWithoutEclipseLink)
                .hasMessageStartingWith("webauth.persistence-provider is not set");
    }

    /** As an old version of a server's provider would. */
    @SuppressWarnings("rawtypes")
    public static class FailingProvider extends HibernatePersistenceProvider {
        @Override
        public EntityManagerFactory createContainerEntityManagerFactory(
                PersistenceUnitInfo unit, Map settings) {
            throw new PersistenceException("cannot open " + unit.getPersistenceUnitName());
        }
    }

    @Test
    void a_provider_that_cannot_open_the_unit_stops_the_start() {
        TestApplication app =
                TestApplication.with("persistence-provider", FailingProvider.class.getName());
        assertThatThrownBy(app::start).hasMessageContaining("cannot open webauth");
    }

    /** Reads the class as a server scans a bean. */
    @ParameterizedTest
    @ValueSource(classes = {Database.class, JpaProviders.class, Unit.class})
    void the_store_is_loaded_without_eclipselink(Class<?> type) throws Exception {
        Class<?> loaded = Class.forName(type.getName(), true, new WithoutEclipseLink());
        assertThat(loaded).isNotSameAs(type);
        assertThat(loaded.getDeclaredMethods()).isNotEmpty();
        assertThat(loaded.getDeclaredConstructors()).isNotEmpty();
    }

    private static Object findWithoutEclipseLink() throws Exception {
        Method find =
                new WithoutEclipseLink()
                        .loadClass(JpaProviders.class.getName())
                        .getDeclaredMethod("find", Optional.class);
        find.setAccessible(true);
        try {
            return find.invoke(null, Optional.empty());
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    /** Loads the store in a class loader without EclipseLink. */
    private static final class WithoutEclipseLink extends ClassLoader {

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.eclipse.persistence.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("dev.webauth.impl.store.")
                    ? define(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = getSystemResourceAsStream(file)) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
