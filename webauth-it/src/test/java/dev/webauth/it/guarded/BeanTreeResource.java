package dev.webauth.it.guarded;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** A bean. The overridden methods of its locators have the access annotations. */
@Path("bean-tree")
@RequestScoped
public class BeanTreeResource extends TreeResource {

    @Override
    public Leaf open() {
        return new Leaf();
    }
}
