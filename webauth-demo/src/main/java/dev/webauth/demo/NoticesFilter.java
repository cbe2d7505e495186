package dev.webauth.demo;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Passes the response to {@link Notices}, for pages of this application and routes of WebAuth. */
@WebFilter("/*")
public class NoticesFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject transient Notices notices;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        notices.answerIs(response);
        chain.doFilter(request, response);
    }
}
