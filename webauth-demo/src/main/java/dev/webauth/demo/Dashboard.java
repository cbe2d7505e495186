package dev.webauth.demo;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginProvider;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows the account of a signed-in user and what the user can change. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class Dashboard {

    private static final String DASHBOARD =
            """
            <h1 data-passkey="offer">Dashboard</h1>
            %s<dl>
              <dt>User id</dt><dd id="user_id">%s</dd>
            %s%s  <dt>API key</dt><dd>%s</dd>
            </dl>
            <ul class="actions">
              <li><a id="set-email" class="button quiet" href="set-email">Change e-mail</a></li>
              <li><a id="set-password" class="button quiet" href="set-password">Set password</a></li>
              <li><form method="post" action="regenerate-api-key">
                <button id="regenerate_api_key" class="quiet">New API key</button></form></li>
              <li><a id="two-factor" class="button quiet" href="two-factor">Second factor</a></li>
              <li><a id="sessions" class="button quiet" href="sessions">Sessions</a></li>
              <li><a id="passkeys" class="button quiet" href="passkeys">Passkeys</a></li>
            </ul>
            %s<section>
              <h2>Delete account</h2>
              <p>The account and everything that belongs to it is deleted at once. This cannot be
              undone.</p>
              <form method="post" action="delete-account">
                <button id="delete-account" class="danger">Delete account</button></form>
            </section>
            """;

    private static final String DETAIL =
            """
              <dt>%s</dt><dd><bdi>%s</bdi></dd>
            """;

    private static final String KEY =
            """
            <code id="api_key">%s</code>""";

    private static final String MASKED_KEY =
            """
            <code id="api_key">&bull;&bull;&bull;&bull;&bull;&bull;&bull;&bull;</code>
                <a id="show-api-key" href="%s">Show</a>""";

    private static final String UNCONFIRMED =
            """
            <form class="todo" method="post" action="resend-confirm">
              <p>Please follow the link that we have mailed you, to confirm your e-mail address.</p>
              <button id="resend-confirm" class="quiet">Send it again</button>
            </form>
            """;

    private static final String PROVIDERS =
            """
            <section>
              <h2>Other ways to sign in</h2>
              <ul class="rows">
            %s%s  </ul>
            </section>
            """;

    private static final String LINKED =
            """
              <li><span>%2$s <bdi>%3$s</bdi></span>
                <form method="post" action="delete-provider">
                  <input type="hidden" name="provider" value="%1$s">
                  <input type="hidden" name="sub" value="%4$s">
                  <button id="delete-provider-%1$s" class="quiet" aria-label="Remove %2$s">Remove</button></form></li>
            """;

    private static final String CONNECT =
            """
              <li><span>%2$s</span>
                <form method="post" action="oauth-login/%1$s">
                  <button id="connect-%1$s" class="quiet" aria-label="Connect %2$s">Connect</button></form></li>
            """;

    private static final String NEW_KEY =
            """
            <h1>Your new API key</h1>
            <p><code id="api_key">%s</code></p>
            <p>Keep it now: it is not shown again.</p>
            <p><a class="button" href="dashboard">Continue</a></p>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;
    @Inject Notices notices;

    @GET
    @Path("dashboard")
    public Response show() {
        Optional<Long> userId = webauth.getUserId();
        if (userId.isEmpty()) {
            return page.redirect("/");
        }
        return page.show(
                "Dashboard",
                Html.of(
                        DASHBOARD,
                        webauth.isConfirmed() ? Html.NOTHING : Html.of(UNCONFIRMED),
                        userId.get(),
                        detail("Name", webauth.getUserName()),
                        detail("E-mail", webauth.getUserEmail()),
                        apiKey(),
                        providers()));
    }

    private static Html detail(String name, Optional<String> value) {
        return value.map(text -> Html.of(DETAIL, name, text)).orElse(Html.NOTHING);
    }

    /** Shows the key only shortly after the caller has proved their identity. */
    private Html apiKey() {
        try {
            return Html.of(KEY, webauth.getUserApiKey().orElse("-"));
        } catch (AccessDeniedException refused) {
            if (!refused.code().equals("fresh_login_required")) {
                throw refused;
            }
            String proof = webauth.getReauthenticationPath("/dashboard");
            return Html.of(MASKED_KEY, page.path(proof));
        }
    }

    @POST
    @Path("resend-confirm")
    public Response resendConfirm() {
        webauth.resendEmailConfirm("/dashboard");
        notices.tell(Notices.CONFIRMATION_MAILED);
        // A sign-in that must set up a second factor confirms its address first.
        return page.redirect(webauth.isAuthenticated() ? "/dashboard" : TwoFactorSettings.PATH);
    }

    @POST
    @Path("delete-provider")
    public Response deleteProvider(Fields form) {
        webauth.deleteUserProvider(form.required("provider"), form.required("sub"));
        return page.redirect("/dashboard");
    }

    @POST
    @Path("regenerate-api-key")
    public Response regenerateApiKey() {
        String key = webauth.regenerateApiKey();
        if (webauth.getUserApiKey().isPresent()) {
            return page.redirect("/dashboard");
        }
        // With webauth.api-key.reveal=false this is the only time that the key can be read.
        return page.show("New API key", Html.of(NEW_KEY, key));
    }

    private Html providers() {
        Collection<UserProvider> linked = webauth.getUserProviders();
        Map<String, String> titles =
                webauth.getProviders().stream()
                        .collect(Collectors.toMap(LoginProvider::id, LoginProvider::title));
        if (linked.isEmpty() && titles.isEmpty()) {
            return Html.NOTHING;
        }
        List<LoginProvider> others =
                webauth.getProviders().stream()
                        .filter(
                                to ->
                                        linked.stream()
                                                .noneMatch(by -> by.provider().equals(to.id())))
                        .toList();
        return Html.of(
                PROVIDERS,
                Html.each(linked, identity -> linked(identity, titles)),
                Html.each(others, to -> Html.of(CONNECT, to.id(), to.title())));
    }

    private static Html linked(UserProvider identity, Map<String, String> titles) {
        String id = identity.provider();
        return Html.of(
                LINKED,
                id,
                titles.getOrDefault(id, id),
                identity.name().orElse(""),
                identity.sub());
    }
}
