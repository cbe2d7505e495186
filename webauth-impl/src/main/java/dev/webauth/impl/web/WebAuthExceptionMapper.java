package dev.webauth.impl.web;

import dev.webauth.WebAuthException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Answers a refusal that an application's resource did not catch. The lowest priority: a mapper of
 * the application's own wins (Jakarta REST 4.1.3).
 */
@Priority(Integer.MAX_VALUE)
class WebAuthExceptionMapper implements ExceptionMapper<WebAuthException> {

    @Override
    public Response toResponse(WebAuthException refusal) {
        Refusals refusals = CDI.current().select(Refusals.class).get();
        boolean html = CurrentRequest.get().map(CurrentRequest::wantsHtml).orElse(false);
        return refusals.response(refusal, html);
    }
}
