package dev.webauth.it.guarded;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Calls guarded beans; has no access annotation itself. */
@Path("beans")
@RequestScoped
public class BeansResource {

    @Inject GuardedBean bean;
    @Inject GuardedEnterpriseBean enterpriseBean;

    @GET
    @Path("{method}")
    public String call(@PathParam("method") String method) {
        return switch (method) {
            case "own" -> bean.own();
            case "roles" -> bean.roles();
            case "generic" -> bean.accept("");
            case "enterprise-own" -> enterpriseBean.own();
            case "enterprise-confirmed" -> enterpriseBean.confirmed();
            case "enterprise-roles" -> enterpriseBean.roles();
            default -> throw new IllegalArgumentException(method);
        };
    }
}
