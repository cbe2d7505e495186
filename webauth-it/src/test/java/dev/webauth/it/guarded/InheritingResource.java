package dev.webauth.it.guarded;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** No bean; only its superclass has an access annotation. */
@Path("inheriting")
public class InheritingResource extends GuardedBase {

    @GET
    @Path("own")
    public String own() {
        return "in";
    }
}
