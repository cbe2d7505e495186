package dev.webauth.it.guarded;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import java.util.Map;

/**
 * An enterprise bean that the container guards. It asks only for the role that its annotations
 * name, because Payara knows no other role there.
 */
@Stateless
public class RoleCheckedEjb {

    @Resource SessionContext context;

    @RolesAllowed("confirmed")
    public String content() {
        return "numbers";
    }

    @PermitAll
    public String caller() {
        return CallerServlet.seen(
                context.getCallerPrincipal(),
                Map.of("confirmed", context.isCallerInRole("confirmed")));
    }
}
