package dev.webauth.demo;

import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Replaces WebAuth's own error pages of links and providers by pages of this application. */
@ApplicationScoped
public class ErrorAnswers implements Answers {

    @Inject Page page;

    @Override
    public Optional<Response> noSuchLink() {
        return error(404, "This link was used already, has expired or never existed.", "/");
    }

    @Override
    public Optional<Response> providerExists(String provider) {
        return error(409, "This identity belongs to another account.", "/dashboard");
    }

    @Override
    public Optional<Response> providerFailed(String provider, String code, int status) {
        return switch (code) {
            case "access_denied" -> error(status, "You were not signed in, as you wished.", "/");
            case "email_unconfirmed" ->
                    error(status, "Please confirm your e-mail address first.", "/dashboard");
            // The visitor cannot repair this; WebAuth has logged the cause.
            default -> error(status, "Signing in did not work. Please try again.", "/");
        };
    }

    @Override
    public Optional<Response> registrationDenied(String provider) {
        return error(403, "New accounts cannot be created at present.", "/");
    }

    private Optional<Response> error(int status, String message, String next) {
        return Optional.of(page.error(status, message, next));
    }
}
