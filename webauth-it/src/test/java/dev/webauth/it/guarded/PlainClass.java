package dev.webauth.it.guarded;

import dev.webauth.Authenticated;

/** Neither a resource nor a bean. */
public class PlainClass {

    /** Nobody looks at the annotation here. */
    @Authenticated
    public String own() {
        return "in";
    }
}
