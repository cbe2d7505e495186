package dev.webauth.impl.authorization;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Vetoed;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import org.junit.jupiter.api.Test;

/**
 * Classes with access annotations. They are outside of the test, because the check leaves out test
 * classes.
 */
final class GuardFixtures {

    private GuardFixtures() {}

    @Authenticated
    static class Plain {}

    static class PlainWithMethod {
        @Confirmed
        public void guarded() {}
    }

    @RolesAllowed("admin")
    static class Unwary extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    abstract static class GuardedServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Authenticated
        void guarded() {}
    }

    static class Inheriting extends GuardedServlet {
        private static final long serialVersionUID = 1L;
    }

    @Authenticated
    static class Whole extends Application {}

    @Authenticated
    static class Bean extends Plain {
        @RolesAllowed("admin")
        private void hidden() {}
    }

    static class OtherBean extends Plain {}

    @Authenticated
    static class Leaf {
        @GET
        public String get() {
            return "";
        }
    }

    @Path("root")
    static class Root extends PlainWithMethod {}

    @Vetoed
    @Authenticated
    static class NoBean {}

    @Authenticated
    static class NeedsArguments {
        NeedsArguments(String argument) {}
    }

    @Authenticated
    abstract static class Unfinished {}

    @Authenticated
    interface Contract {}

    @Stateless
    @RolesAllowed("admin")
    static class EnterpriseBean {}

    @Stateless
    @Confirmed
    static class EnterpriseBeanOutsideOfCdi {}

    @PermitAll
    static class Open extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    @Authenticated
    static class Tests {
        @Test
        void test() {}
    }
}
