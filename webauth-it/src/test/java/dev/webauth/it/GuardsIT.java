package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.guarded.BeanTreeResource;
import dev.webauth.it.guarded.BeansResource;
import dev.webauth.it.guarded.CallerServlet;
import dev.webauth.it.guarded.ContractResource;
import dev.webauth.it.guarded.DispatchServlet;
import dev.webauth.it.guarded.DispatchedServlet;
import dev.webauth.it.guarded.GuardedApplication;
import dev.webauth.it.guarded.GuardedBase;
import dev.webauth.it.guarded.GuardedBean;
import dev.webauth.it.guarded.GuardedContract;
import dev.webauth.it.guarded.GuardedEnterpriseBean;
import dev.webauth.it.guarded.GuardedLeaf;
import dev.webauth.it.guarded.GuardedServlet;
import dev.webauth.it.guarded.InheritingResource;
import dev.webauth.it.guarded.Leaf;
import dev.webauth.it.guarded.ListingNoServicesApplication;
import dev.webauth.it.guarded.NoServicesApplication;
import dev.webauth.it.guarded.PlainClass;
import dev.webauth.it.guarded.RoleCheckedBean;
import dev.webauth.it.guarded.RoleCheckedEjb;
import dev.webauth.it.guarded.RoleCheckedResource;
import dev.webauth.it.guarded.Staff;
import dev.webauth.it.guarded.TreeResource;
import dev.webauth.it.guarded.VetoedClass;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Server;
import dev.webauth.it.rig.Site;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access annotations are enforced wherever they are, or the deployment fails. */
@ExtendWith(ArquillianExtension.class)
class GuardsIT {

    private static final String PASSWORD = "a good passphrase";
    private static final Site SITE = Site.below("guards");

    private static final String ERROR_PAGES =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <error-page>
                <error-code>418</error-code><location>/dispatched</location>
              </error-page>
              <error-page>
                <exception-type>jakarta.servlet.ServletException</exception-type>
                <location>/dispatched</location>
              </error-page>
            </web-app>
            """;

    private final Browser browser = SITE.browser().with("Accept", "application/json");

    @Deployment(testable = false)
    static WebArchive war() {
        return SITE.application(common())
                .addClasses(
                        GuardedApplication.class,
                        TreeResource.class,
                        BeanTreeResource.class,
                        Leaf.class,
                        GuardedLeaf.class,
                        GuardedBean.class,
                        GuardedEnterpriseBean.class,
                        BeansResource.class,
                        DispatchServlet.class,
                        DispatchedServlet.class,
                        VetoedClass.class)
                .addAsLibrary(
                        ShrinkWrap.create(JavaArchive.class, "foreign.jar")
                                .addClass(PlainClass.class))
                .setWebXML(new StringAsset(ERROR_PAGES));
    }

    private static Class<?>[] common() {
        return new Class<?>[] {
            CallerServlet.class,
            RoleCheckedBean.class,
            RoleCheckedEjb.class,
            Staff.class,
            RoleCheckedResource.class,
            GuardedBase.class,
            InheritingResource.class,
            GuardedContract.class,
            ContractResource.class
        };
    }

    private static void register(Browser who, String how) {
        who.post("/door/" + how, "email", UUID.randomUUID() + "@x.test", "password", PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        // path, visitor, unconfirmed, confirmed, administrator
        "/api/inheriting/declared-there, 401, 403, 403, 200",
        "/api/inheriting/own, 401, 403, 403, 200",
        "/api/contract/roles, 401, 403, 403, 200",
        "/api/contract/log-in, 401, 200, 200, 200",
        "/api/contract/generic, 401, 403, 403, 200",
        "/api/tree/open, 200, 200, 200, 200",
        "/api/tree/open/admin/1, 200, 200, 200, 200",
        "/api/tree/admin/1, 401, 403, 403, 200",
        "/api/tree/admin/1/admin/1, 401, 403, 403, 200",
        "/api/tree;a=b/admin;c=d/1, 401, 403, 403, 200",
        "/api/tree/log-in/1, 401, 200, 200, 200",
        "/api/tree/confirmed/open, 401, 403, 200, 200",
        "/api/tree/confirmed/admin/1, 401, 403, 403, 200",
        "/api/tree/result, 401, 403, 403, 200",
        "/api/bean-tree/open, 200, 200, 200, 200",
        "/api/bean-tree/admin/1, 401, 403, 403, 200",
        "/api/bean-tree/log-in/1, 401, 200, 200, 200",
        "/api/beans/own, 401, 200, 200, 200",
        "/api/beans/roles, 401, 403, 403, 200",
        "/api/beans/generic, 401, 403, 403, 200",
        "/api/beans/enterprise-own, 401, 200, 200, 200",
        "/api/beans/enterprise-confirmed, 401, 403, 200, 200"
    })
    void each_access_annotation_is_enforced(
            String path, int visitor, int unconfirmed, int confirmed, int administrator) {
        Page asVisitor = browser.get(path).isClean();
        assertThat(asVisitor.status()).as("visitor got %s", asVisitor).isEqualTo(visitor);

        register(browser, "register");
        assertThat(browser.get(path).isClean().status()).as("unconfirmed").isEqualTo(unconfirmed);

        Browser other = SITE.browser().with("Accept", "application/json");
        register(other, "register-confirmed");
        assertThat(other.get(path).isClean().status()).as("confirmed").isEqualTo(confirmed);

        other.post("/door/promote");
        assertThat(other.get(path).isClean().status()).as("admin").isEqualTo(administrator);
    }

    /** Payara's own role filter asks for a log-in if the superclass has a role annotation. */
    @DisabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "payara",
            disabledReason = "its RolesAllowedRequestFilter is stricter, see docs/authorization.md")
    @Test
    void a_permit_all_method_of_a_guarded_superclass_is_open() {
        assertThat(browser.get("/api/inheriting/open").isClean().status()).isEqualTo(200);
    }

    @Test
    void the_container_still_checks_the_roles_of_an_enterprise_bean() {
        register(browser, "register-confirmed");
        assertThat(browser.get("/api/beans/enterprise-roles").status()).isNotEqualTo(200);
        browser.post("/door/promote");
        assertThat(browser.get("/api/beans/enterprise-roles").body()).isEqualTo("in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "include", "async", "async-wrapped", "error", "exception"})
    void every_dispatch_sees_the_same_caller(String how) {
        assertThat(browser.get("/dispatch/" + how).body()).isEqualTo("nobody nobody out");

        register(browser, "register-confirmed");

        String id = browser.get("/door/user").body();
        Page page = browser.get("/dispatch/" + how);
        assertThat(page.body()).isEqualTo(id + " " + id + " confirmed in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "async-thread"})
    void a_guarded_call_on_another_thread_fails_without_a_request(String where) {
        register(browser, "register-confirmed");

        assertThat(browser.get("/dispatch/" + where).body()).isEqualTo("IllegalStateException");
    }

    @Test
    void an_annotation_on_a_servlet_stops_the_deployment() {
        assertThat(refusalWith(GuardedServlet.class))
                .contains("@RolesAllowed on " + GuardedServlet.class.getName())
                .contains("docs/authorization.md");
    }

    @Test
    void an_annotation_that_nothing_enforces_stops_the_deployment() {
        assertThat(refusalWith(PlainClass.class))
                .contains("@Authenticated on " + PlainClass.class.getName())
                .contains("neither a JAX-RS resource nor a CDI bean");
    }

    private static String refusalWith(Class<?> type) {
        Site site = Site.below("refused-" + type.getSimpleName().toLowerCase());
        return Server.trial(site.application(common()).addClass(type));
    }

    @Test
    void without_the_feature_annotated_resources_are_refused() {
        Site site = Site.below("no-services");
        Server.with(
                site.application(common()).addClass(NoServicesApplication.class),
                () -> isClosed(site, "/api"));
    }

    @Test
    void without_the_feature_listed_resources_are_refused_and_another_application_works() {
        Site site = Site.below("listed-no-services");
        Server.with(
                site.application(common())
                        .addClasses(ListingNoServicesApplication.class, GuardedApplication.class),
                () -> {
                    isClosed(site, "/listed");
                    Browser visitor = site.browser().with("Accept", "application/json");
                    assertThat(visitor.get("/api/rooms/open").status()).isEqualTo(200);
                    assertThat(visitor.get("/api/contract/roles").status()).isEqualTo(401);
                });
    }

    private static void isClosed(Site site, String application) {
        Browser visitor = site.browser().with("Accept", "application/json");
        for (String path :
                new String[] {"/rooms/user", "/contract/roles", "/inheriting/declared-there"}) {
            Page refused = visitor.get(application + path);
            assertThat(refused.status()).as(path).isEqualTo(503);
            assertThat(refused.json().getString("code")).isEqualTo("guards_missing");
        }
    }
}
