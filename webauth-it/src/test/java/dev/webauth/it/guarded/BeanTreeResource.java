package dev.webauth.it.guarded;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** A bean, whose locators are guarded by what they override. */
@Path("bean-tree")
@RequestScoped
public class BeanTreeResource extends TreeResource {

    @Override
    public Leaf open() {
        return new Leaf();
    }
}
