package dev.webauth.impl.web;

import java.util.List;
import java.util.Optional;

/** A route of the library below its prefix. Features offer their routes as beans of this type. */
public interface Route {

    /**
     * The first segment of its paths, such as {@code confirm}, which no provider may have as its
     * id; empty if the first segment is a provider's id.
     */
    Optional<String> name();

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
