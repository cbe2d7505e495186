package dev.webauth.spi;

import java.util.Map;

/**
 * The action of a one-time link of the application: a CDI bean. The link is issued by {@link
 * dev.webauth.WebAuth#generateConfirmAction}.
 */
public interface ConfirmAction {

    /**
     * The name of the action.
     *
     * @return a name unique in the application, such as {@code team.join}; names that start with
     *     {@code account.} are reserved for the library
     */
    String method();

    /**
     * Runs the action, once for each link, in the transaction that consumes the link. An exception
     * rolls both back, so that the link stays valid.
     *
     * @param data the data given to {@code generateConfirmAction}
     */
    void run(Map<String, String> data);
}
