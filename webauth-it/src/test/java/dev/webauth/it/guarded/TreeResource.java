package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** No bean. Its access annotations are on sub-resource locators and on their results. */
@Path("tree")
public class TreeResource {

    @Path("open")
    public Leaf open() {
        return new Leaf();
    }

    @Path("admin/{id: [0-9]{1,3}}")
    @RolesAllowed("admin")
    public Leaf admin(@PathParam("id") int id) {
        return new Leaf();
    }

    @Path("log-in/{id}")
    @Authenticated
    public Leaf logIn(@PathParam("id") String id) {
        return new Leaf();
    }

    @Path("confirmed")
    @Confirmed
    public TreeResource confirmed() {
        return new TreeResource();
    }

    @Path("result")
    public GuardedLeaf result() {
        return new GuardedLeaf();
    }
}
