package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Site;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An entity of the application with {@code @ManyToOne} to the account, in a persistence unit of the
 * application.
 */
@ExtendWith(ArquillianExtension.class)
class OwnEntitiesIT {

    private static final Site SITE = Kind.OWN_UNIT.site();

    @Deployment(testable = false)
    static WebArchive war() {
        return Kind.OWN_UNIT.war();
    }

    @Test
    void the_account_and_the_entity_are_committed_together() {
        Browser browser = SITE.browser();
        Page made = invoice(browser, "committed@x.test");

        assertThat(made.status()).as("%s", made).isEqualTo(200);
        assertThat(SITE.db().count("shop_invoice WHERE user_id = " + made.body())).isEqualTo(1);
        assertThat(browser.get("/invoices?email=committed@x.test").body())
                .isEqualTo("42 committed@x.test false");
    }

    @Test
    void the_account_and_the_entity_are_rolled_back_together() {
        String email = "rolled-back@x.test";
        Page failed =
                SITE.browser()
                        .post("/invoices", "email", email, "password", "a good one", "fail", "1");

        assertThat(failed.status()).isEqualTo(500);
        assertThat(SITE.db().count("webauth_user WHERE email = ?", email)).isZero();
        assertThat(
                        SITE.db()
                                .count(
                                        "shop_invoice i LEFT JOIN webauth_user u ON u.id = i.user_id WHERE u.id IS NULL"))
                .isZero();
        new Mailbox(email).holds(0);
    }

    @Test
    void the_entity_sees_that_its_owner_was_confirmed() {
        Browser browser = SITE.browser();
        String email = "confirmed@x.test";
        invoice(browser, email);
        assertThat(browser.get("/invoices?email=" + email).body()).endsWith("false");

        browser.get(new Mailbox(email).mail(1).link());

        assertThat(browser.get("/invoices?email=" + email).body()).endsWith("true");
    }

    private static Page invoice(Browser browser, String email) {
        return browser.post("/invoices", "email", email, "password", "a good passphrase");
    }
}
