package dev.webauth.it.guarded;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What a locator returns; it has no guard of its own. */
public class Leaf {

    @GET
    public String self() {
        return "leaf";
    }

    @GET
    @Path("admin/1")
    public String named() {
        return "leaf";
    }
}
