package dev.webauth.it.guarded;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The result of a locator, without an access annotation. */
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
