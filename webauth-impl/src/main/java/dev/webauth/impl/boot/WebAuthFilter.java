package dev.webauth.impl.boot;

import dev.webauth.impl.authorization.CallerFilter;
import dev.webauth.impl.authorization.GuardProof;
import dev.webauth.impl.authorization.PageGuard;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.RequestFilter;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Calls the library's filters in order. They are one filter for the container, because Payara
 * reverses the order of several filters.
 */
public class WebAuthFilter implements Filter {

    @Inject WebAuthConfig config;
    @Inject RequestFilter request;
    @Inject GuardProof proof;
    @Inject CallerFilter caller;
    @Inject PageGuard pages;

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain application)
            throws IOException, ServletException {
        FilterChain protectedPages = (req, res) -> pages.doFilter(req, res, application);
        FilterChain guarded =
                config.jakartaSecurity()
                        ? (req, res) -> caller.doFilter(req, res, protectedPages)
                        : protectedPages;
        request.doFilter(asked, answer, (req, res) -> proof.doFilter(req, res, guarded));
    }
}
