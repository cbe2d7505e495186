package dev.webauth.demo;

import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Mails a recovery link to a user who has forgotten the password. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class Recover {

    private static final String FORM =
            """
            <form method="post" action="remind">
              <p>We will mail you a link that signs you in, so that you can set a new password.</p>
              <label for="email_remind">E-mail</label>
              <input id="email_remind" name="email" type="email" autocomplete="username" value="%s" required>
              <button id="remind_submit">Send the link</button>
            </form>
            """;

    private static final String REMIND_OK =
            """
            <h1>Check your e-mail</h1>
            <p>We have sent you a link. It signs you in and lets you set a new password.</p>
            <p><a href="">Back to the start</a></p>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;
    @Inject SentForm sent;

    static Html form(String email) {
        return Html.of(FORM, email);
    }

    @POST
    @Path("remind")
    public Response remind(Fields form) {
        sent.keep(form(form.optional("email")));
        webauth.sendAccountRemind(form.required("email"), "/set-password");
        return page.redirect("/remind-ok");
    }

    @GET
    @Path("remind-ok")
    public Response remindOk() {
        return page.show("Check your e-mail", Html.of(REMIND_OK));
    }
}
