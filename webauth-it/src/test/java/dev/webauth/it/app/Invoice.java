package dev.webauth.it.app;

import dev.webauth.entity.WebAuthUser;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** An entity of the application that belongs to an account. */
@Entity
@Table(name = "shop_invoice")
public class Invoice {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "user_id")
    private WebAuthUser owner;

    private int amount;

    /** For the persistence provider. */
    protected Invoice() {}

    Invoice(WebAuthUser owner, int amount) {
        this.owner = owner;
        this.amount = amount;
    }

    WebAuthUser owner() {
        return owner;
    }

    int amount() {
        return amount;
    }

    Long id() {
        return id;
    }
}
