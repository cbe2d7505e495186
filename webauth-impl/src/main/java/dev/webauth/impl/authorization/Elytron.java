package dev.webauth.impl.authorization;

import dev.webauth.impl.web.CurrentRequest.Work;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.auth.server.SecurityIdentity;
import org.wildfly.security.authz.RoleMapper;
import org.wildfly.security.authz.Roles;

/**
 * Sets WildFly's identity of the thread, from which enterprise beans and the Jakarta Security
 * {@code SecurityContext} take the caller. Loaded on WildFly only.
 */
final class Elytron {

    private Elytron() {}

    static void runAs(RequestCaller caller, Work work) throws IOException, ServletException {
        SecurityDomain domain = SecurityDomain.getCurrent();
        if (domain == null) {
            work.run();
            return;
        }
        SecurityIdentity identity =
                domain.createAdHocIdentity(caller.principal())
                        .withDefaultRoleMapper(RoleMapper.constant(Roles.fromSet(caller.roles())));
        Callable<Void> served =
                () -> {
                    work.run();
                    return null;
                };
        try {
            identity.runAs(served);
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
