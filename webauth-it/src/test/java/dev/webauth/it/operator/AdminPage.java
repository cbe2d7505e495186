package dev.webauth.it.operator;

import dev.webauth.Accounts;
import dev.webauth.User;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.stream.Collectors;

/** The page of an administrator. */
@Path("admin/accounts")
@RequestScoped
@RolesAllowed("admin")
public class AdminPage {

    @Inject Accounts accounts;

    @GET
    public String page(@QueryParam("after") @DefaultValue("0") long afterId) {
        return accounts.list(afterId, 50).stream()
                .map(AdminPage::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(User user) {
        return user.id() + " " + user.email().orElse("") + (user.disabled() ? " disabled" : "");
    }

    @POST
    @Path("{id}/disable")
    public void disable(@PathParam("id") long id) {
        accounts.disable(id);
    }

    @POST
    @Path("{id}/log-out")
    public void logOut(@PathParam("id") long id) {
        accounts.endSessions(id);
    }
}
