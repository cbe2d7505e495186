package dev.webauth.impl.provider;

import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.IdentityProvider;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/** Configured providers and provider beans, without a container. */
final class TestClients {

    private TestClients() {}

    static Clients of(String... settings) {
        return of(List.of(), TestApplication.settings(settings));
    }

    static Clients of(List<IdentityProvider> beans, Settings settings) {
        Clients clients = unread(beans, settings);
        clients.all();
        return clients;
    }

    /** Those that have not read their configuration yet. */
    static Clients unread(List<IdentityProvider> beans, Settings settings) {
        Clients clients = new Clients();
        clients.settings = settings;
        clients.config = WebAuthConfig.read(settings);
        clients.collect(instance(beans));
        clients.routeNames = Set.of("confirm", "logout", "dev");
        return clients;
    }

    @SuppressWarnings("unchecked")
    private static <T> Instance<T> instance(List<T> beans) {
        return (Instance<T>)
                Proxy.newProxyInstance(
                        TestClients.class.getClassLoader(),
                        new Class<?>[] {Instance.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("stream")) {
                                throw new UnsupportedOperationException(method.getName());
                            }
                            return beans.stream();
                        });
    }
}
