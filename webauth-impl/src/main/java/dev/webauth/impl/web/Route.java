package dev.webauth.impl.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** A route of the library below its prefix. Features offer their routes as beans of this type. */
public interface Route {

    /**
     * On a route, unless the first segment of its paths is a provider's id. It is an annotation,
     * because a method would need the bean, and all routes together depend on half of the library.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Name {

        /** The first segment, such as {@code confirm}, which no provider may have as its id. */
        String value();
    }

    /**
     * Whether this route serves a path below the prefix.
     *
     * @param path the decoded segments, such as {@code [confirm, KEY]}
     */
    boolean serves(List<String> path);

    /** Responds to GET. HEAD is not passed on, because it must not change anything. */
    default void get(Exchange exchange) {
        exchange.methodNotAllowed();
    }

    /** Responds to POST. The route itself checks that the request comes from this site. */
    default void post(Exchange exchange) {
        exchange.methodNotAllowed();
    }
}
