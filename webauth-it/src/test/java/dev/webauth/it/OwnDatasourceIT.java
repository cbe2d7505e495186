package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Db;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Site;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application with its own database, and transactions that span it and the library's. */
@ExtendWith(ArquillianExtension.class)
class OwnDatasourceIT {

    private static final Site SITE = Kind.OWN_DATASOURCE.site();

    private final Db accounts = SITE.db();
    private final Db deliveries = SITE.db(Kind.DELIVERIES);
    private final String email = UUID.randomUUID() + "@x.test";
    private final String receipt = UUID.randomUUID().toString();

    @Deployment(testable = false)
    static WebArchive war() {
        return Kind.OWN_DATASOURCE.war();
    }

    @Test
    void both_databases_are_committed() {
        Browser browser = SITE.browser();
        Page made = deliver(browser, email, "");

        assertThat(made.status()).as("%s", made).isEqualTo(200);
        assertThat(accounts.value("SELECT id FROM webauth_user WHERE email = ?", email))
                .isEqualTo(made.body());
        assertThat(deliveries.value("SELECT account FROM shop_delivery WHERE receipt = ?", receipt))
                .isEqualTo(made.body());
        assertThat(browser.get("/servlet/guest").body()).contains(email);
    }

    @Test
    void both_databases_are_rolled_back() {
        Browser browser = SITE.browser();
        Page failed = deliver(browser, email, "fail");

        assertThat(failed.status()).isEqualTo(500);
        assertThat(deliveries.count("shop_delivery WHERE receipt = ?", receipt)).isZero();
        assertNothingRemains(browser, email);
    }

    /** The constraint is checked when the transaction is prepared, after all statements. */
    @Test
    void no_account_exists_if_the_applications_database_does_not_commit() {
        deliver(SITE.browser(), email, "");
        String second = "2" + email;
        Browser browser = SITE.browser();

        Page failed = deliver(browser, second, "");

        assertThat(failed.status()).isEqualTo(500);
        assertThat(deliveries.count("shop_delivery WHERE receipt = ?", receipt)).isEqualTo(1);
        assertNothingRemains(browser, second);
    }

    private void assertNothingRemains(Browser browser, String address) {
        assertThat(accounts.count("webauth_user WHERE email = ?", address)).isZero();
        assertThat(browser.get("/servlet/guest").body()).isEqualTo("nobody, nobody");
        new Mailbox(address).holds(0);
    }

    private Page deliver(Browser browser, String address, String then) {
        return browser.post(
                "/api/deliveries",
                "email",
                address,
                "password",
                "a good passphrase",
                "receipt",
                receipt,
                "then",
                then);
    }
}
