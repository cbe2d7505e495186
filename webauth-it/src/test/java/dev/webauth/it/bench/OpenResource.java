package dev.webauth.it.bench;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The page that knows nothing of callers. It is the same class in all applications. */
@Path("open")
public class OpenResource {

    @GET
    public String open() {
        return "ok";
    }
}
