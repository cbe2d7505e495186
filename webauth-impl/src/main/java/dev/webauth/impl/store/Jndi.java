package dev.webauth.impl.store;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up resources of the server in JNDI. */
final class Jndi {

    private Jndi() {}

    static <T> T lookup(Class<T> type, String name) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    "Found no " + type.getSimpleName() + " in JNDI under " + name, e);
        }
    }
}
