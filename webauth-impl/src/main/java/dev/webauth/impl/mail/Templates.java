package dev.webauth.impl.mail;

import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of mails: the configuration's, else the files {@code /dev/webauth/mail/ID.txt} (subject
 * on the first line) and {@code ID.html}. Nothing but the link is put into them, so nothing that a
 * stranger typed can appear.
 */
@ApplicationScoped
public class Templates {

    private static final Set<String> WITH_LINK = Set.of("confirm", "change", "remind");
    private static final String LINK = "{action_link}";

    @Inject WebAuthConfig config;

    /** Whether a mail of that name carries a link. */
    public static boolean carriesLink(String id) {
        return WITH_LINK.contains(id);
    }

    Mail render(MailRow mail, String link) {
        Optional<MailConfig.Template> configured =
                Optional.ofNullable(config.mail().templates().get(mail.template()));
        String[] own = read(mail.template() + ".txt").split("\n", 2);
        String text = configured.flatMap(MailConfig.Template::text).orElse(own[1].strip() + "\n");
        String html =
                configured
                        .flatMap(MailConfig.Template::html)
                        .orElseGet(() -> read(mail.template() + ".html"));
        return new Mail(
                configured.flatMap(MailConfig.Template::subject).orElse(own[0].strip()),
                // A blank after the link keeps programs that find links from taking more with it.
                text.replace(LINK, link + " "),
                html.replace(LINK, link));
    }

    private static String read(String file) {
        try (InputStream in = Templates.class.getResourceAsStream("/dev/webauth/mail/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no mail template " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
