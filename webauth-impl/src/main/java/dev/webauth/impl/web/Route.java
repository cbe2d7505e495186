package dev.webauth.impl.web;

import java.util.List;
import java.util.Optional;

/** Something that the library serves below its prefix. A feature offers its routes as beans. */
public interface Route {

    /**
     * The first segment of its paths, such as {@code confirm}, which no provider may have as its
     * id; empty if the first segment is a provider's id.
     */
    Optional<String> name();

    /**
     * Whether a path below the prefix is this route's.
     *
     * @param path the decoded segments, such as {@code [confirm, KEY]}
     */
    boolean serves(List<String> path);

    /** Answers GET. HEAD never comes here: it must change nothing. */
    default void get(Exchange exchange) {
        exchange.methodNotAllowed();
    }

    /** Answers POST. Checks for itself that the request is the site's own. */
    default void post(Exchange exchange) {
        exchange.methodNotAllowed();
    }
}
