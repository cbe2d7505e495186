package dev.webauth.impl.link;

import java.util.Map;

/**
 * The purpose of a one-time link.
 *
 * @param method the action that the link runs
 * @param userId the account of the link; null for a link that the application issued
 * @param email the address to which it is mailed; null if there is none
 * @param data values for the action; stored in readable form
 * @param nextUri the next URI; null for the root URI
 */
public record Link(
        String method, Long userId, String email, Map<String, String> data, String nextUri) {

    /**
     * The address that an account's link is about; null for a link that the application issued.
     * Several links with the same method and purpose work until one of them is used.
     */
    String purpose() {
        return userId == null ? null : data.getOrDefault("email", email);
    }
}
