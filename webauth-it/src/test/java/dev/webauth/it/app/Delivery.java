package dev.webauth.it.app;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity in the application's database. It stores only the number of the account. */
@Entity
@Table(name = "shop_delivery")
public class Delivery {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private long account;

    private String receipt;

    /** For the persistence provider. */
    protected Delivery() {}

    Delivery(long account, String receipt) {
        this.account = account;
        this.receipt = receipt;
    }
}
