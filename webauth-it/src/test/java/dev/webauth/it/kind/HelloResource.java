package dev.webauth.it.kind;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A JAX-RS resource for a WAR without the library. */
@Path("hello")
public class HelloResource {

    @GET
    public String hello() {
        return "hello";
    }
}
