package dev.webauth.impl.authorization;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.OutputStream;
import java.io.PrintWriter;

/** A response of which nothing is sent. */
final class BlankResponse extends HttpServletResponseWrapper {

    BlankResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                // Never asked for: the question is answered at once.
            }

            @Override
            public void write(int b) {
                // Not sent.
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(OutputStream.nullOutputStream());
    }

    @Override
    public void setStatus(int status) {
        // Not sent.
    }

    @Override
    public void sendError(int status) {
        // Not sent.
    }

    @Override
    public void sendError(int status, String message) {
        // Not sent.
    }

    @Override
    public void sendRedirect(String location) {
        // Not sent.
    }

    @Override
    public void addCookie(Cookie cookie) {
        // Not sent.
    }

    @Override
    public void setHeader(String name, String value) {
        // Not sent.
    }

    @Override
    public void addHeader(String name, String value) {
        // Not sent.
    }

    @Override
    public void setContentType(String type) {
        // Not sent.
    }

    @Override
    public void setContentLength(int length) {
        // Not sent.
    }

    @Override
    public void setContentLengthLong(long length) {
        // Not sent.
    }

    @Override
    public void flushBuffer() {
        // Not sent.
    }

    @Override
    public void reset() {
        // Nothing to take back.
    }

    @Override
    public void resetBuffer() {
        // Nothing to take back.
    }
}
