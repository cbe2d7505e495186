package dev.webauth.impl.mail;

import dev.webauth.impl.config.Mailbox;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.spi.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The sender address of mails. */
@ApplicationScoped
class Sender {

    @Inject WebAuthConfig config;

    private boolean hasMailer;

    @Inject
    void find(Instance<Mailer> beans) {
        hasMailer = beans.isResolvable();
    }

    /** Dev mode needs no configured sender, and a {@link Mailer} may have its own. */
    Optional<Mailbox> address() {
        return config.mail()
                .sender()
                .or(
                        () ->
                                config.devMode() || hasMailer
                                        ? Optional.of(new Mailbox("", "webauth@" + host()))
                                        : Optional.empty());
    }

    private String host() {
        return config.publicHost().orElse("localhost");
    }

    String newMessageId() {
        String domain = address().orElseThrow().address().replaceFirst(".*@", "");
        return "<" + UUID.randomUUID() + "@" + domain + ">";
    }
}
