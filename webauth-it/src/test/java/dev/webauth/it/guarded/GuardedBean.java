package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import jakarta.enterprise.context.ApplicationScoped;

/** A CDI bean for every logged-in caller. */
@Authenticated
@ApplicationScoped
public class GuardedBean implements GuardedContract<String> {

    @Override
    public String roles() {
        return "in";
    }

    @Override
    public String logIn() {
        return "in";
    }

    @Override
    public String accept(String value) {
        return "in";
    }

    public String own() {
        return "in";
    }
}
