package dev.webauth.spi;

import java.util.Map;

/**
 * What a one-time link of the application does. A CDI bean; the link is made by {@link
 * dev.webauth.WebAuth#generateConfirmAction}.
 */
public interface ConfirmAction {

    /**
     * Names the action.
     *
     * @return a name unique in the application, such as {@code team.join}; names that start with
     *     {@code account.} are the library's own
     */
    String method();

    /**
     * Does it, once for each link. Runs in the transaction that uses the link up: an exception
     * undoes both, and leaves the link alive.
     *
     * @param data what {@code generateConfirmAction} was given
     */
    void run(Map<String, String> data);
}
