package dev.webauth.it.guarded;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import java.util.Map;

/** An enterprise bean, which the container itself guards. */
@Stateless
@DeclareRoles({"user", "confirmed", "admin"})
public class Ledger {

    @Resource SessionContext context;

    @RolesAllowed("confirmed")
    public String content() {
        return "numbers";
    }

    @PermitAll
    public String caller() {
        return Door.seen(
                context.getCallerPrincipal(),
                Map.of(
                        "user", context.isCallerInRole("user"),
                        "confirmed", context.isCallerInRole("confirmed"),
                        "admin", context.isCallerInRole("admin")));
    }
}
