package dev.webauth.impl.link;

import java.util.Map;

/**
 * What a one-time link is for.
 *
 * @param method what it does
 * @param userId whose it is; null for a link of the application's own
 * @param email the address it is mailed to; null if none
 * @param data handed to the action; kept in readable form
 * @param nextUri where it leads; null for the root URI
 */
public record Link(
        String method, Long userId, String email, Map<String, String> data, String nextUri) {

    /**
     * The address that a link of an account is about; null for one of the application's. Several
     * links of one method and purpose work until the first of them is used.
     */
    String purpose() {
        return userId == null ? null : data.getOrDefault("email", email);
    }
}
