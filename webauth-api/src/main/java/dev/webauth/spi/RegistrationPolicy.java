package dev.webauth.spi;

import java.util.Optional;

/**
 * Decides at run time who may register. A CDI bean that implements this replaces {@code
 * webauth.allow-registration}. It can open and close registration without a new deployment, or
 * allow only invited users.
 *
 * <p>It is called in the request that registers, before anything is written, and may be called
 * again in the same request. It is not called for {@code Accounts} and for existing accounts.
 */
public interface RegistrationPolicy {

    /**
     * Whether this registration is allowed. If not, the caller gets an {@code
     * AccessDeniedException} with the code {@code registration_closed}.
     *
     * @param email the address in canonical form; empty if the provider returned no verified one
     * @param method {@code password}, or the id of the provider
     * @return whether the account may be created
     */
    boolean allows(Optional<String> email, String method);
}
