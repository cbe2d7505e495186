package dev.webauth.demo;

import static jakarta.enterprise.event.Reception.IF_EXISTS;
import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;

import dev.webauth.event.AccountEvent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows the visitor on the next page that something has changed. WebAuth's events trigger it. A
 * short-lived cookie carries the notice, because the next page is another request.
 */
@RequestScoped
public class Notices {

    static final String CONFIRMATION_MAILED = "ConfirmationMailed";

    /**
     * Not an event of WebAuth: with concealed accounts an event would show whether an address is
     * taken.
     */
    static final String CHANGE_MAILED = "ChangeMailed";

    static final String SESSION_ENDED = "SessionEnded";
    static final String OTHERS_ENDED = "OthersEnded";

    /**
     * The cookie contains only a key of this map, so that a forged cookie cannot show other text.
     */
    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("AccountDeleted", "Your account is deleted."),
                    Map.entry(
                            "ApiKeyChanged",
                            "You have a new API key. The old one no longer works."),
                    Map.entry("EmailConfirmed", "Your e-mail address is confirmed."),
                    Map.entry(
                            "PasswordChanged",
                            "Your password is set. All other sessions have been signed out."),
                    Map.entry(
                            "ProviderLinked", "You can sign in with one more account from now on."),
                    Map.entry("ProviderRemoved", "You can no longer sign in with that account."),
                    Map.entry(CONFIRMATION_MAILED, "We have sent the link again."),
                    Map.entry(
                            CHANGE_MAILED,
                            "We have sent you a link. Please follow it to change your address."),
                    Map.entry(SESSION_ENDED, "That session has been signed out."),
                    Map.entry(OTHERS_ENDED, "All other sessions have been signed out."),
                    Map.entry("SecondFactorEnrolled", "You have a second factor now."),
                    Map.entry("SecondFactorRemoved", "Your second factor is switched off."));

    private static final String COOKIE = "demo_notice";
    private static final int MAX_AGE_SECONDS = 60;

    @Inject HttpServletRequest request;
    @Inject Settings settings;

    private HttpServletResponse response;

    void answerIs(HttpServletResponse response) {
        this.response = response;
    }

    /** {@code IF_EXISTS}: events also occur in the background, without a page. */
    void happened(
            @Observes(notifyObserver = IF_EXISTS, during = AFTER_SUCCESS) AccountEvent event) {
        tell(event.getClass().getSimpleName());
    }

    /** Shows a notice on the next page; an unknown one does nothing. */
    void tell(String notice) {
        if (TEXTS.containsKey(notice)) {
            setCookie(notice, MAX_AGE_SECONDS);
        }
    }

    /** The notice for this page, which is shown once. */
    Optional<String> take() {
        Optional<String> notice =
                Stream.ofNullable(request.getCookies())
                        .flatMap(Stream::of)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
        notice.ifPresent(shown -> setCookie("", 0));
        return notice.map(TEXTS::get);
    }

    private void setCookie(String value, int maxAge) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath(settings.publicPath().orElseGet(request::getContextPath) + "/");
        cookie.setMaxAge(maxAge);
        cookie.setHttpOnly(true);
        cookie.setSecure(settings.https());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }
}
