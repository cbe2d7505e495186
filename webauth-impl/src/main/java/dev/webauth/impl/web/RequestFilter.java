package dev.webauth.impl.web;

import dev.webauth.InvalidInputException;
import dev.webauth.WebAuthException;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/**
 * Stores the current request before other filters run, and responds to a {@link WebAuthException}
 * that nothing caught, because servlets have no {@code ExceptionMapper}.
 */
@Dependent
public class RequestFilter implements Filter {

    @Inject Refusals refusals;
    @Inject WebAuthConfig config;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (CurrentRequest.get().isPresent()) {
            // This is a forward or an include within the same request.
            chain.doFilter(request, response);
            return;
        }
        CurrentRequest now =
                new CurrentRequest((HttpServletRequest) request, (HttpServletResponse) response);
        if (isForRoute(now)) {
            assumeUtf8(now);
        }
        now.during(
                () -> {
                    try {
                        chain.doFilter(request, response);
                    } catch (IOException | ServletException | RuntimeException e) {
                        WebAuthException refusal = refusal(e);
                        if (refusal == null || now.isAnswered()) {
                            throw e;
                        }
                        response.resetBuffer();
                        refusals.answer(now, refusal);
                    }
                });
    }

    private boolean isForRoute(CurrentRequest now) {
        return now.localPath().startsWith(config.basePrefix() + "/");
    }

    /** A later filter may read the form; by default the container would decode it wrongly. */
    private static void assumeUtf8(CurrentRequest now) throws UnsupportedEncodingException {
        if (RequestBody.namedCharset(now.header("Content-Type").orElse("")).isEmpty()) {
            now.request().setCharacterEncoding(StandardCharsets.UTF_8.name());
        }
    }

    /** Frameworks wrap exceptions that they do not know. */
    private static WebAuthException refusal(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof WebAuthException refusal) {
                return refusal;
            }
            if (t instanceof CharConversionException) {
                // Payara reads even the query in the charset that the client claims for a body.
                return new InvalidInputException(
                        "charset_wrong", "The request is not in the charset it claims");
            }
        }
        return null;
    }
}
