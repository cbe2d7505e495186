package dev.webauth.it.guarded;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** No bean, and guarded by its superclass only. */
@Path("inheriting")
public class InheritingResource extends GuardedBase {

    @GET
    @Path("own")
    public String own() {
        return "in";
    }
}
