package dev.webauth.demo;

import dev.webauth.Passkey;
import dev.webauth.Passkeys;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Shows, adds, renames and removes passkeys; WebAuth's script talks to the browser. */
@Path("/passkeys")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PasskeyList {

    private static final String PAGE =
            """
            <h1>Passkeys</h1>
            <p>A passkey signs you in without a password, by the lock of your device.</p>
            <ul class="rows" data-passkey="signal">
            %s</ul>
            <section>
              <h2>Add a passkey</h2>
              <p class="error" role="alert" data-passkey-message></p>
              <label for="passkey-name">Name</label>
              <input id="passkey-name" maxlength="64" placeholder="My phone">
              <button id="add-passkey" type="button" data-passkey="add" data-name="passkey-name">Add a passkey</button>
            </section>
            <p><a href="dashboard">Back to the dashboard</a></p>
            """;

    private static final String PASSKEY =
            """
              <li><form method="post" action="passkeys/rename">
                  <input type="hidden" name="id" value="%1$s">
                  <input name="name" aria-label="Name" maxlength="64" value="%2$s" required>
                  <button class="quiet">Rename</button></form>
                <small>added %3$s, last used %4$s%5$s</small>
                <form method="post" action="passkeys/delete">
                  <input type="hidden" name="id" value="%1$s">
                  <button id="delete-passkey" class="quiet" aria-label="Remove %2$s">Remove</button></form></li>
            """;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @Inject WebAuth webauth;
    @Inject Passkeys passkeys;
    @Inject Page page;

    @GET
    public Response show() {
        if (!webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        List<Passkey> all = passkeys.list();
        return page.show("Passkeys", Html.of(PAGE, Html.each(all, PasskeyList::row)));
    }

    private static Html row(Passkey passkey) {
        return Html.of(
                PASSKEY,
                passkey.id(),
                passkey.name(),
                DAY.format(passkey.created()),
                passkey.lastUsed().map(DAY::format).orElse("never"),
                passkey.synced() ? ", synced" : "");
    }

    @POST
    @Path("rename")
    public Response rename(Fields form) {
        passkeys.rename(form.required("id"), form.required("name"));
        return page.redirect("/passkeys");
    }

    @POST
    @Path("delete")
    public Response delete(Fields form) {
        passkeys.remove(form.required("id"));
        return page.redirect("/passkeys");
    }
}
