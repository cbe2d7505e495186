package dev.webauth.spi;

import java.util.Optional;

/**
 * Decides at run time who may make an account. A CDI bean of the application that implements this
 * takes the place of {@code webauth.allow-registration}: it can open and close registration without
 * a new deployment, or let in only people who were invited.
 *
 * <p>It is asked in the request that registers, before anything is written, and may be asked again
 * for the same request. {@code Accounts} and accounts that exist already do not ask it.
 */
public interface RegistrationPolicy {

    /**
     * Whether this registration is allowed. If not, the caller gets an {@code
     * AccessDeniedException} with the code {@code registration_closed}.
     *
     * @param email the address in canonical form; empty if a provider told none that it has proved
     * @param method {@code password}, or the id of the provider
     * @return whether an account may be made
     */
    boolean allows(Optional<String> email, String method);
}
