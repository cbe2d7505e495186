package dev.webauth.demo;

import dev.webauth.Session;
import dev.webauth.Sessions;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Lists the sessions of the signed-in user and ends them. */
@Path("/sessions")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SessionList {

    private static final String PAGE =
            """
            <h1>Sessions</h1>
            <p>You are signed in here:</p>
            <ul class="rows">
            %s</ul>
            %s<p><a href="dashboard">Back to the dashboard</a></p>
            """;

    private static final String SESSION =
            """
              <li id="session"><span><b>%s</b>%s<br>
                <small>%s &middot; signed in %s, last seen %s</small></span>
                <form method="post" action="sessions/end">
                  <input type="hidden" name="id" value="%s">
                  <button id="end-session" class="quiet">Sign out</button></form></li>
            """;

    private static final String END_OTHERS =
            """
            <form method="post" action="sessions/end-others">
              <button id="end-others" class="quiet">Sign out everywhere else</button></form>
            """;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    @Inject WebAuth webauth;
    @Inject Sessions sessions;
    @Inject Page page;
    @Inject Notices notices;

    @GET
    public Response show() {
        List<Session> all = sessions.list();
        if (all.isEmpty()) {
            return page.redirect("/");
        }
        return page.show(
                "Sessions",
                Html.of(
                        PAGE,
                        Html.each(all, SessionList::row),
                        all.size() == 1 ? Html.NOTHING : Html.of(END_OTHERS)));
    }

    private static Html row(Session session) {
        String kind =
                (session.current() ? " (this one)" : "")
                        + (session.remembered() ? " (remembered)" : "");
        return Html.of(
                SESSION,
                session.browser().orElse("Unknown browser"),
                kind,
                session.address().orElse("address unknown"),
                time(session.created()),
                time(session.lastSeen()),
                session.id());
    }

    private static Html time(Instant instant) {
        return Html.of("<time datetime=\"%s\">%s</time>", instant, TIME.format(instant));
    }

    @POST
    @Path("end")
    public Response end(Fields form) {
        sessions.end(form.required("id"));
        notices.tell(Notices.SESSION_ENDED);
        return page.redirect(webauth.isAuthenticated() ? "/sessions" : "/");
    }

    @POST
    @Path("end-others")
    public Response endOthers() {
        sessions.endOthers();
        notices.tell(Notices.OTHERS_ENDED);
        return page.redirect("/sessions");
    }
}
