package dev.webauth.it.bench;

import dev.webauth.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The page for callers only, with the library. */
@Path("guarded")
@Authenticated
public class GuardedResource {

    @GET
    public String guarded() {
        return "ok";
    }
}
