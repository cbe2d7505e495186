package dev.webauth.demo;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The only static file; only this file may be cached. */
@Path("/style.css")
public class Stylesheet {

    @GET
    public Response get() {
        InputStream css = getClass().getResourceAsStream("style.css");
        return Response.ok(css, "text/css; charset=UTF-8")
                .header("Cache-Control", "max-age=300")
                .build();
    }
}
