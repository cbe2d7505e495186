package dev.webauth.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;

/**
 * Shows exceptions of WebAuth as pages of this application, so that no resource needs to catch
 * them.
 */
@Provider
@ApplicationScoped
public class Refusals implements ExceptionMapper<WebAuthException> {

    private static final int RETRY_SECONDS = 5;

    @Inject Page page;
    @Inject WebAuth webauth;
    @Inject SentForm sent;
    @Context UriInfo uri;

    @Override
    public Response toResponse(WebAuthException refused) {
        return switch (refused.code()) {
            case "not_authenticated" -> notAuthenticated();
            case "second_factor_required" ->
                    page.redirect(
                            TwoFactorChallenge.PATH + "?next=" + URLEncoder.encode(next(), UTF_8));
            case "fresh_login_required" -> page.redirect(webauth.getReauthenticationPath(next()));
            default -> error(refused);
        };
    }

    private Response notAuthenticated() {
        Response answer = page.error(401, "Please sign in first.", "/");
        answer.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return answer;
    }

    private Response error(WebAuthException refused) {
        int status = refused.status();
        Response answer = page.error(status, refused.getMessage(), sent.form(), next());
        if (status == 503) {
            answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer;
    }

    /** The target of the button: the page with the refused form. */
    private String next() {
        String path = "/" + uri.getPath().replaceFirst("^/", "");
        return switch (path) {
            case "/set-email", "/set-password", "/delete-account" -> path;
            case "/two-factor/challenge" -> path;
            case "/two-factor/enrol",
                    "/two-factor/activate",
                    "/two-factor/recovery-codes",
                    "/two-factor/disable",
                    "/two-factor/end-trust" ->
                    "/two-factor";
            case "/sessions/end", "/sessions/end-others" -> "/sessions";
            case "/resend-confirm", "/delete-provider", "/regenerate-api-key" -> "/dashboard";
            default -> "/";
        };
    }
}
