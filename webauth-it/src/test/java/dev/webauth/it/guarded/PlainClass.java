package dev.webauth.it.guarded;

import dev.webauth.Authenticated;

/** Neither a resource nor a bean. */
public class PlainClass {

    /** Nothing enforces this annotation. */
    @Authenticated
    public String own() {
        return "in";
    }
}
