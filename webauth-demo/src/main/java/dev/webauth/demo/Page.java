package dev.webauth.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webauth.Passkeys;
import dev.webauth.UnavailableException;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The frame of every page, and the two other answers to a browser: errors and redirects. */
@ApplicationScoped
public class Page {

    /** Links in the pages are relative; {@code base} makes them work under any context path. */
    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%s</title>
              <base href="%s">
              <link rel="stylesheet" href="style.css">
              <link rel="icon" href="data:,">
              <script src="%s" defer></script>
            </head>
            <body>
            %s<main>
            %s%s</main>
            %s</body>
            </html>
            """;

    private static final String SIGNED_IN =
            """
            <header>
              <a href="dashboard">WebAuth demo</a>
              <form method="post" action="%s"><button id="logout" class="quiet">Log out</button></form>
            </header>
            """;

    private static final String NOTICE =
            """
            <p class="notice" role="status">%s</p>
            """;

    private static final String MAILBOX =
            """
            <footer>Development mode: <a href="%s">mails that were sent</a></footer>
            """;

    private static final String ERROR =
            """
            <h1>That did not work</h1>
            <p class="error" role="alert">%s</p>
            %s<p><a id="next" class="button quiet" href="%s">%s</a></p>
            """;

    /** Has no form-action, because browsers also apply it to the redirect to a provider. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                    + " img-src data:; base-uri 'self';"
                    + " frame-ancestors 'none'";

    @Inject Settings settings;
    @Inject Notices notices;
    @Inject WebAuth webauth;
    @Inject Passkeys passkeys;

    Response show(String title, Html body) {
        return html(200, title, body);
    }

    Response error(int status, String message, String next) {
        return error(status, message, Html.NOTHING, next);
    }

    /** An error with the refused form, so that the visitor can try again at once. */
    Response error(int status, String message, Html form, String next) {
        return html(status, "ERROR", Html.of(ERROR, message, form, path(next), linkText(next)));
    }

    private static String linkText(String next) {
        return switch (next) {
            case "/" -> "Back to the start";
            case "/dashboard" -> "Back to the dashboard";
            default -> "Start again";
        };
    }

    /** Status 303, so that reloading the next page does not send the form again. */
    Response redirect(String path) {
        return Response.status(303).header("Location", path(path)).build();
    }

    /** A path as browsers see it, without the host. */
    String path(String local) {
        URI uri = webauth.path(local);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private Response html(int status, String title, Html body) {
        Html notice = notices.take().map(text -> Html.of(NOTICE, text)).orElse(Html.NOTHING);
        Html page =
                Html.of(
                        FRAME,
                        title,
                        path("/"),
                        passkeys.script(),
                        header(status),
                        notice,
                        body,
                        footer());
        // Bytes, because RESTEasy escapes the text of an answer with status 400 a second time.
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .entity(page.markup().getBytes(UTF_8))
                .build();
    }

    private Html header(int status) {
        // When the database is unavailable, another query would only take longer.
        return status != 503 && isSignedIn()
                ? Html.of(SIGNED_IN, path(webauth.getLogoutPath()))
                : Html.NOTHING;
    }

    private boolean isSignedIn() {
        try {
            return webauth.isAuthenticated();
        } catch (UnavailableException e) {
            return false;
        }
    }

    private Html footer() {
        return settings.devMode()
                ? Html.of(MAILBOX, path(settings.authPrefix() + "/dev/mailbox"))
                : Html.NOTHING;
    }
}
