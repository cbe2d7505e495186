package dev.webauth.impl.passkey;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.secondfactor.SecondFactor;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.PageTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Passkeys as a kind of second factor. A log-in by passkey needs no further one: its user was
 * verified. An account that has passkeys alone logs in by password without one, unless the policy
 * requires a second factor.
 */
@ApplicationScoped
class PasskeySecondFactor implements SecondFactor {

    private static final String BUTTON =
            "<p class=\"wrong\" role=\"alert\" data-passkey-message></p>"
                    + "<button id=\"%1$s\" type=\"button\" data-passkey=\"%2$s\""
                    + " data-trust=\"trust_browser\" data-to=\"%3$s\">%4$s</button>";

    private static final String CODES =
            "<div data-passkey-codes hidden><h2>%s</h2><p>%s</p><ol id=\"recovery_codes\"></ol>"
                    + "<p><a class=\"button\" id=\"next\">%s</a></p></div>";

    @Inject PasskeyRows rows;
    @Inject ScriptRoute script;

    @Override
    public String name() {
        return PasskeyLogIn.METHOD;
    }

    @Override
    public boolean isSetUp(long userId) {
        return !rows.of(userId).isEmpty();
    }

    @Override
    public boolean isAskedAlone() {
        return false;
    }

    @Override
    public HtmlPage ask(HtmlPage page, Exchange exchange, Account account) {
        return page.markup(button(exchange, "passkey", Ceremony.SECOND_FACTOR, "passkey.use"))
                .script(script.url());
    }

    @Override
    public HtmlPage offer(HtmlPage page, Exchange exchange, Account account) {
        return page.markup(button(exchange, "add-passkey", Ceremony.ENROL, "passkey.add"))
                .markup(codes(exchange.texts()))
                .script(script.url());
    }

    /** Filled by the script, with codes that are shown once. */
    private static String codes(PageTexts texts) {
        return CODES.formatted(
                HtmlPage.escape(texts.text("secondfactor.codes.title")),
                HtmlPage.escape(texts.text("secondfactor.codes.text")),
                HtmlPage.escape(texts.text("secondfactor.codes.kept")));
    }

    private static String button(Exchange exchange, String id, Ceremony ceremony, String key) {
        String next = exchange.parameter("next").filter(NextUri::isLocal).orElse("");
        return BUTTON.formatted(
                id,
                ceremony.id(),
                HtmlPage.escape(next),
                HtmlPage.escape(exchange.texts().text(key)));
    }

    @Override
    public void delete(long userId) {
        rows.of(userId).forEach(rows::delete);
    }
}
