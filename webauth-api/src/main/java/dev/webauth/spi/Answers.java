package dev.webauth.spi;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/**
 * The application's own responses in place of the library's pages and redirects. One CDI bean
 * implements it. A method that returns empty leaves the response to the library.
 *
 * <p>A response can have a status, headers, cookies and an entity of text, bytes, {@code
 * InputStream} or {@code StreamingOutput}. A {@code Location} that is not an absolute URL is a path
 * below the context root, with or without a leading slash.
 */
public interface Answers {

    /**
     * After {@code /auth/logout}.
     *
     * @param next the path to which the library would redirect, below the context root
     * @return the response, or empty for a redirect
     */
    default Optional<Response> loggedOut(String next) {
        return Optional.empty();
    }

    /**
     * After the action of a one-time link has run.
     *
     * @param method the action, such as {@code account.confirm}
     * @param data the data of the application's link; empty for a link of the library
     * @param next the path to which the library would redirect, below the context root
     * @return the response, or empty for a redirect
     */
    default Optional<Response> actionConfirmed(
            String method, Map<String, String> data, String next) {
        return Optional.empty();
    }

    /**
     * For a link that is unknown, used, replaced or expired. The response is the same for all.
     *
     * @return the response, or empty for a page with status 404
     */
    default Optional<Response> noSuchLink() {
        return Optional.empty();
    }

    /**
     * When a provider's identity belongs to another account.
     *
     * @param provider the provider's id
     * @return the response, or empty for a page with status 409
     */
    default Optional<Response> providerExists(String provider) {
        return Optional.empty();
    }

    /**
     * When a provider refused, failed or sent something wrong.
     *
     * @param provider the provider's id
     * @param code a stable code such as {@code state_mismatch}
     * @param status the status of the library's page: 403 if the user declined or the request was
     *     invalid, 502 if the provider failed, 503 if too many requests wait for it
     * @return the response, or empty for a page
     */
    default Optional<Response> providerFailed(String provider, String code, int status) {
        return Optional.empty();
    }

    /**
     * When a provider returned a new identity and registration is closed.
     *
     * @param provider the provider's id
     * @return the response, or empty for a page with status 403
     */
    default Optional<Response> registrationDenied(String provider) {
        return Optional.empty();
    }
}
