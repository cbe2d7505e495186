package dev.webauth.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Response;

/** The frame around every page, and the two other answers to a browser: an error, a redirect. */
@ApplicationScoped
public class Page {

    /** Links in the pages are relative: {@code base} makes them right under any context path. */
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
            </head>
            <body>
            <main>
            %s</main>
            %s</body>
            </html>
            """;

    private static final String MAILBOX =
            """
            <footer>Development mode: <a href="%s">mails that were sent</a></footer>
            """;

    private static final String ERROR =
            """
            <h1>That did not work</h1>
            <p role="alert">%s</p>
            <p><a id="next" class="button" href="%s">Continue</a></p>
            """;

    /** Without form-action: browsers would hold it against the redirect to a provider, too. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'self';"
                    + " frame-ancestors 'none'";

    @Inject ServletContext context;
    @Inject Settings settings;

    Response show(String title, Html body) {
        return html(200, title, body);
    }

    Response error(int status, String message, String next) {
        return html(status, "ERROR", Html.of(ERROR, message, path(next)));
    }

    /** 303, so that reloading the page one lands on does not send the form again. */
    Response redirect(String path) {
        return Response.status(303).header("Location", path(path)).build();
    }

    /** A path as browsers see it: a proxy in front of the server may change it on the way. */
    String path(String local) {
        return settings.publicPath().orElseGet(context::getContextPath) + local;
    }

    private Response html(int status, String title, Html body) {
        Html mailbox =
                settings.devMode()
                        ? Html.of(MAILBOX, path(settings.authPrefix() + "/dev/mailbox"))
                        : Html.NOTHING;
        Html page = Html.of(FRAME, title, path("/"), body, mailbox);
        // Bytes, because RESTEasy escapes the text of an answer with status 400 once more.
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .entity(page.markup().getBytes(UTF_8))
                .build();
    }
}
