package dev.webauth.impl.mail;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.spi.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import javax.naming.NamingException;

/** Checks at the start what would prevent mails from being sent, before a visitor notices. */
@ApplicationScoped
public class MailCheck {

    @Inject WebAuthConfig config;
    @Inject Templates templates;
    @Inject Sender sender;

    private boolean hasMailer;

    @Inject
    void find(Instance<Mailer> beans) {
        hasMailer = !beans.isUnsatisfied();
    }

    /**
     * Stops the deployment if a value is wrong.
     *
     * @return warnings about missing settings, without which mails cannot be sent
     */
    public List<String> run() {
        templates.check();
        config.mail().language().ifPresent(MailCheck::requireTexts);
        if (!hasMailer) {
            config.mail().session().ifPresent(this::requireSession);
        }
        return sender.address().isPresent()
                ? List.of()
                : List.of(
                        "webauth.email.sender is not set: no mail can be sent, and requests that"
                                + " need one are refused with 503. Set it to the address that mail is from.");
    }

    /** The configuration keys of mails that exist. */
    public Set<String> knownKeys() {
        return templates.knownKeys();
    }

    private static void requireTexts(String language) {
        if (!Texts.LANGUAGES.contains(language)
                && List.of("confirm", "change", "remind").stream()
                        .noneMatch(id -> OwnFiles.has(id, language))) {
            throw new ConfigurationException(
                    "webauth.email.language",
                    "is \""
                            + language
                            + "\", but there are no texts in it. Supply webauth/mail/confirm_"
                            + language
                            + ".txt and .html and so on, or choose one of "
                            + Texts.LANGUAGES.stream().sorted().toList());
        }
    }

    private void requireSession(String name) {
        try {
            new SmtpSession(config.mail()).open();
        } catch (NamingException | ClassCastException e) {
            throw new ConfigurationException(
                    "webauth.mail-session",
                    "must be the JNDI name of a mail session. Found no mail session in JNDI under "
                            + name);
        }
    }
}
