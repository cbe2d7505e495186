package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A person with a mailbox and a browser who uses the pages of the demo. */
public final class Person {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Site site;
    private final String email;
    private final Mailbox mailbox;
    private final Browser browser;
    private String password;
    private List<String> recoveryCodes = List.of();

    private Person(Site site, String email, String password, Browser browser) {
        this.site = site;
        this.email = email;
        this.mailbox = new Mailbox(email);
        this.password = password;
        this.browser = browser;
    }

    /** A person without an account. */
    public static Person at(Site site) {
        int n = COUNT.incrementAndGet();
        return new Person(site, "person" + n + "@x.test", "a good passphrase " + n, site.browser());
    }

    /** The same person in the same browser, at another node of the site. */
    public Person on(Site node) {
        return new Person(node, email, password, browser.on(node));
    }

    /** A person with an unconfirmed account, logged in. */
    public static Person registeredAt(Site site) {
        Person person = at(site);
        assertThat(person.register().location()).isEqualTo("/dashboard");
        return person;
    }

    /** A person with a confirmed account, logged in, whose confirmed session has ended. */
    public static Person confirmedAt(Site site) {
        Person person = registeredAt(site);
        assertThat(person.open(person.link(1)).location()).isEqualTo("/dashboard");
        assertThat(person.logOut().location()).isEqualTo("/");
        assertThat(person.logIn().location()).isEqualTo("/dashboard");
        return person;
    }

    /** Fills in the registration form. */
    public Page register() {
        return browser.submit(
                browser.get("/")
                        .form("reg_submit")
                        .type("email_reg", email)
                        .type("password", password)
                        .type("password2", password));
    }

    /** Logs in with the password. */
    public Page logIn() {
        return logIn(browser);
    }

    /** Logs in with the password in another browser. */
    public Page logIn(Browser anywhere) {
        return anywhere.logIn(email, password);
    }

    /** Presses the log-out button. */
    public Page logOut() {
        return browser.click(browser.get("/dashboard"), "logout");
    }

    /** Deletes the account by the button of the dashboard. */
    public Page deleteAccount() {
        return browser.click(browser.get("/dashboard"), "delete-account");
    }

    /** Logs in with "remember me". */
    public Page logInRemembered() {
        return browser.post("/login", "email", email, "password", password, "remember", "on");
    }

    /** Makes the last proof of identity old, by changing its time in the database. */
    public void letLogInsGrowOld() {
        String user = "(SELECT id FROM webauth_user WHERE email = '" + email + "')";
        site.db()
                .run(
                        "UPDATE webauth_session SET d_proved = d_proved - interval '1 hour' WHERE"
                                + " user_id = "
                                + user);
        site.db()
                .run(
                        "INSERT INTO webauth_change VALUES (pg_current_xact_id()::text::bigint, "
                                + user
                                + ")");
        Patience.await("the server has read the change")
                .pollDelay(Duration.ofMillis(1100))
                .until(() -> true);
    }

    /** Sets up an authenticator app. */
    public Authenticator enrol() {
        Page page = browser.post("/two-factor/enrol");
        Authenticator app = new Authenticator(page.element("otp_secret").text());
        recoveryCodes =
                browser.submit(page.form("submit_code").type("code", app.code()))
                        .element("recovery_codes")
                        .select("code")
                        .eachText();
        letCodesGrowOld();
        return app;
    }

    /** The recovery codes that were shown when the app was set up. */
    public List<String> recoveryCodes() {
        return recoveryCodes;
    }

    /** Lets the current code work again, in place of moving the clock. */
    public void letCodesGrowOld() {
        site.db()
                .run(
                        "UPDATE webauth_user SET otp_step = otp_step - 10 WHERE email = '"
                                + email
                                + "'");
    }

    /** Requests a recovery link. */
    public Page forget() {
        return forget(browser);
    }

    /** Requests a recovery link in another browser. */
    public Page forget(Browser anywhere) {
        return anywhere.post("/remind", "email", email);
    }

    /** Requests a change of the address. */
    public Page changeEmail(String to) {
        return browser.submit(browser.get("/set-email").form("submit_change").type("email", to));
    }

    /** Sets a password, with the old one if the form asks for it. */
    public Page setPassword(String to) {
        Page page = browser.get("/set-password");
        Form form = page.form("submit_change").type("password", to).type("password2", to);
        if (page.has("oldpass")) {
            form.type("oldpass", password);
        }
        Page answer = browser.submit(form);
        if (answer.status() / 100 == 3) {
            password = to;
        }
        return answer;
    }

    /** Opens a link of a mail in this person's browser. */
    public Page open(URI link) {
        return browser.get(link);
    }

    /** The link in the n-th mail, counted from 1. */
    public URI link(int mail) {
        return mailbox.mail(mail).link();
    }

    /** A browser with a copy of this one's cookies. */
    public Browser thief() {
        return browser.copy();
    }

    /** The answer of {@code /me}. */
    public JsonObject me() {
        return browser.get("/me").json();
    }

    /** The number of the account. */
    public long id() {
        return me().getJsonNumber("userId").longValue();
    }

    /** The API key on the dashboard. */
    public String apiKey() {
        return browser.get("/dashboard").element("api_key").text();
    }

    /** Whether the site shows a logged-in user. */
    public boolean isLoggedIn() {
        return me().getBoolean("authenticated");
    }

    /** Whether the account is confirmed. */
    public boolean isConfirmed() {
        return me().getBoolean("confirmed");
    }

    /** Whether the session is a confirmed session. */
    public boolean isInConfirmedSession() {
        return me().getBoolean("confirmedSession");
    }

    public String email() {
        return email;
    }

    public String password() {
        return password;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public Browser browser() {
        return browser;
    }

    public Site site() {
        return site;
    }
}
