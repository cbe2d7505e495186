package dev.webauth.it.app;

import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Writes to the application's database and the library's in one transaction. */
@Path("deliveries")
@RequestScoped
@Transactional
public class Deliveries {

    @Inject WebAuth webauth;

    @PersistenceContext EntityManager entities;

    @POST
    public long registerAndDeliver(
            @FormParam("email") String email,
            @FormParam("password") String password,
            @FormParam("receipt") String receipt,
            @FormParam("then") String then) {
        webauth.register(email, password);
        long user = webauth.getUserId().orElseThrow();
        entities.persist(new Delivery(user, receipt));
        entities.flush();
        if ("fail".equals(then)) {
            throw new IllegalStateException("the application fails after both");
        }
        return user;
    }
}
