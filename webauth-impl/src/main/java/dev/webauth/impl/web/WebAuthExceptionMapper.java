package dev.webauth.impl.web;

import dev.webauth.WebAuthException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Responds to a {@link WebAuthException} that a resource did not catch. It has the lowest priority,
 * so that an application's own mapper wins (Jakarta REST 4.1.3).
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
