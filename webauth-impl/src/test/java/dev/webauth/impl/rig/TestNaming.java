package dev.webauth.impl.rig;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/** The naming service of a server; found through {@code jndi.properties}. */
public final class TestNaming implements InitialContextFactory {

    private static final Map<String, Object> NAMES = new ConcurrentHashMap<>();

    public static void bind(String name, Object object) {
        NAMES.put(name, object);
    }

    /** A context service without a context, because all threads of a test are equal. */
    public static ContextService contextService() {
        return (ContextService)
                Proxy.newProxyInstance(
                        TestNaming.class.getClassLoader(),
                        new Class<?>[] {ContextService.class},
                        (proxy, method, arguments) -> arguments[0]);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context)
                Proxy.newProxyInstance(
                        TestNaming.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("lookup") ? find(arguments[0]) : null);
    }

    private static Object find(Object name) throws NameNotFoundException {
        Object found = NAMES.get(name.toString());
        if (found == null) {
            throw new NameNotFoundException(name.toString());
        }
        return found;
    }
}
