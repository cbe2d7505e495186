package dev.webauth.it.guarded;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** No bean; only its interface has access annotations. */
@Path("contract")
public class ContractResource implements GuardedContract<String> {

    @Override
    public String roles() {
        return "in";
    }

    @Override
    public String logIn() {
        return "in";
    }

    @GET
    @Path("generic")
    @Override
    public String accept(@QueryParam("value") String value) {
        return "in";
    }
}
