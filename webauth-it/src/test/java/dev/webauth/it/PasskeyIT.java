package dev.webauth.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import dev.webauth.it.rig.Chromium;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OtherSite;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import dev.webauth.it.rig.VirtualAuthenticator;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person with a phone that makes passkeys. */
@ExtendWith(ArquillianExtension.class)
class PasskeyIT {

    private static final String ROOT = "http://localhost:" + Rig.httpPort() + "/passkeys";
    private static final Site SITE = Site.below("passkeys").set("public-url", ROOT);

    private static Chromium chromium;

    private final Person person = Person.at(SITE);
    private final List<String> complaints = new ArrayList<>();
    private Page phone;
    private VirtualAuthenticator authenticator;

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demo();
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.start("passkeys");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        phone = chromium.window();
        phone.onPageError(complaints::add);
        phone.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") && message.text().contains("Policy")) {
                        complaints.add(message.text());
                    }
                });
        authenticator = VirtualAuthenticator.in(phone);
        // What is offered in a field must not log in before somebody wants it.
        authenticator.touched(false);
    }

    @AfterEach
    void close() {
        phone.context().close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void signs_up_with_a_passkey_logs_out_and_logs_in_with_it() {
        withoutAutofill();
        signUp();
        assertThat(
                        SITE.db()
                                .count(
                                        "webauth_user WHERE password IS NULL AND email = ?",
                                        person.email()))
                .isEqualTo(1);
        logOut();
        click("#login-passkey", () -> at("/dashboard", "logged-in"));
        assertThat(SITE.db().count("webauth_passkey WHERE d_used IS NOT NULL")).isPositive();
    }

    @Test
    void logs_in_with_what_is_offered_in_the_field() {
        signUp();
        authenticator.touched(true);
        logOut();
        at("/dashboard", "autofilled");
    }

    @Test
    void adds_a_passkey_names_it_and_is_told_when_it_was_removed() {
        withoutAutofill();
        register();
        phone.navigate(new Mailbox(person.email()).mail(1).link().toString());
        at("/dashboard", "confirmed-by-mail");
        phone.navigate(ROOT + "/passkeys");
        phone.fill("#passkey-name", "My phone");
        click(
                "#add-passkey",
                () -> assertThat(phone.locator("input[name=name]")).hasValue("My phone"));
        shot("added");
        phone.click("#delete-passkey");
        assertThat(phone.locator("#delete-passkey")).hasCount(0);
        logOut();

        click("#login-passkey", () -> isTold("No account here"));
        shot("removed");
        phone.fill("#email", person.email());
        phone.fill("#pass", person.password());
        phone.click("#login_submit");
        at("/dashboard", "by-password");
    }

    @Test
    void an_older_copy_of_a_passkey_is_refused_and_its_owner_told() {
        withoutAutofill();
        signUp();
        phone.navigate(new Mailbox(person.email()).mail(1).link().toString());
        at("/dashboard", "confirmed");
        logOut();
        click("#login-passkey", () -> at("/dashboard", "counted"));
        logOut();

        JsonObject passkey = authenticator.credentials().get(0);
        authenticator.setCounter(passkey, 0);
        click("#login-passkey", () -> isTold("not accepted"));
        assertThat(new Mailbox(person.email()).mail(2).subject())
                .isEqualTo("A passkey was refused");
    }

    /** Both are {@code localhost}, so that the browser lets the other one use the passkeys. */
    @Test
    void a_passkey_that_was_used_at_another_origin_is_refused() {
        withoutAutofill();
        signUp();
        logOut();
        authenticator.touched(true);
        OtherSite other = OtherSite.start();
        try {
            String options = (String) phone.evaluate(BEGIN, ROOT);
            phone.navigate(other.url());
            String credential = (String) phone.evaluate(USE, options);
            authenticator.touched(false);
            // A page without autofill, which would be a request for a passkey beside the test's.
            phone.navigate(ROOT + "/open");
            assertThat(phone.evaluate(END, List.of(ROOT, credential))).isEqualTo("passkey_refused");

            authenticator.touched(true);
            String own = (String) phone.evaluate(USE, phone.evaluate(BEGIN, ROOT));
            assertThat(phone.evaluate(END, List.of(ROOT, own))).isNull();
        } finally {
            other.stop();
        }
    }

    private static final String BEGIN =
            "root => fetch(root + '/auth/passkey/login/options', {method: 'POST', body: '{}',"
                    + " headers: {'Content-Type': 'application/json'}}).then(r => r.text())";

    private static final String USE =
            "options => navigator.credentials.get({publicKey: PublicKeyCredential"
                    + ".parseRequestOptionsFromJSON(JSON.parse(options))})"
                    + ".then(used => JSON.stringify(used.toJSON()))";

    private static final String END =
            "([root, credential]) => fetch(root + '/auth/passkey/login', {method: 'POST',"
                    + " body: JSON.stringify({credential: JSON.parse(credential)}),"
                    + " headers: {'Content-Type': 'application/json'}})"
                    + ".then(r => r.json()).then(answer => answer.code ?? null)";

    private void signUp() {
        phone.navigate(ROOT + "/");
        phone.click("#do_reg");
        phone.fill("#email_reg", person.email());
        shot("sign-up");
        click("#reg-passkey", () -> at("/dashboard", "signed-up"));
    }

    private void register() {
        phone.navigate(ROOT + "/");
        phone.click("#do_reg");
        phone.fill("#email_reg", person.email());
        phone.fill("#password", person.password());
        phone.fill("#password2", person.password());
        phone.click("#reg_submit");
        at("/dashboard", "registered");
    }

    /**
     * The simulated authenticator answers the request of the field as well as that of a button,
     * whichever it gets first: a person chooses one.
     */
    private void withoutAutofill() {
        phone.addInitScript(
                "if (window.PublicKeyCredential)"
                        + " PublicKeyCredential.isConditionalMediationAvailable = async () => false");
    }

    private void logOut() {
        phone.click("#logout");
    }

    /** Touches the authenticator from before a click until something is seen. */
    private void click(String button, Runnable seen) {
        phone.locator(button).scrollIntoViewIfNeeded();
        authenticator.touched(true);
        phone.click(button);
        seen.run();
        authenticator.touched(false);
    }

    private void isTold(String message) {
        assertThat(phone.locator("#login [data-passkey-message]")).containsText(message);
    }

    private void at(String path, String title) {
        phone.waitForURL(ROOT + path);
        shot(title);
    }

    private void shot(String title) {
        chromium.shot(phone, title);
    }
}
