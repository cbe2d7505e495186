package dev.webauth.it.app;

import dev.webauth.WebAuth;
import dev.webauth.entity.WebAuthUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** The application's persistence unit beside the library's. */
@ApplicationScoped
public class Invoices {

    @Inject WebAuth webauth;

    @PersistenceContext(unitName = "shop")
    EntityManager entities;

    /** Creates an account by the library and its invoice by the application in one transaction. */
    @Transactional
    public long registerAndInvoice(String email, String password, boolean fail) {
        webauth.register(email, password);
        long user = webauth.getUserId().orElseThrow();
        Invoice invoice = new Invoice(entities.getReference(WebAuthUser.class, user), 42);
        entities.persist(invoice);
        entities.flush();
        if (fail) {
            throw new IllegalStateException("the application fails after the call");
        }
        return user;
    }

    /** Each invoice with the address of its owner. */
    @Transactional
    public List<String> ofOwner(String email) {
        return entities.createQuery(
                        "SELECT i FROM Invoice i WHERE i.owner.email = :email", Invoice.class)
                .setParameter("email", email)
                .getResultStream()
                .map(i -> i.amount() + " " + i.owner().getEmail() + " " + i.owner().isConfirmed())
                .toList();
    }
}
