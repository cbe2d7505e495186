package dev.webauth.impl.web;

import java.util.List;

/** Something that the library serves below its prefix. A feature offers its routes as beans. */
public interface Route {

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
