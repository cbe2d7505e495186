package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How mail is sent and what the three mails with a link say. */
public record MailConfig(
        Optional<String> sender,
        boolean smtpConfigured,
        String host,
        int port,
        Optional<String> username,
        Optional<Secret> password,
        Tls tls,
        Optional<String> session,
        Map<String, Template> templates) {

    /** Transport security towards the SMTP server. */
    public enum Tls {
        NONE,
        STARTTLS,
        SSL
    }

    /** What the configuration says of one mail; empty texts leave it to the library's own. */
    public record Template(
            Optional<String> subject,
            Optional<String> text,
            Optional<String> html,
            Duration expires) {}

    static MailConfig read(Settings settings) {
        String host = settings.text("smtp.host").orElse("localhost");
        return new MailConfig(
                sender(settings),
                settings.text("smtp.host").isPresent() || settings.text("mail-session").isPresent(),
                host,
                settings.number("smtp.port", 25, 1, 65535),
                settings.text("smtp.username"),
                settings.secret("smtp.password"),
                tls(settings, host),
                settings.text("mail-session"),
                Map.of(
                        "confirm", template(settings, "confirm", Duration.ofHours(24)),
                        "change", template(settings, "change", Duration.ofHours(2)),
                        "remind", template(settings, "remind", Duration.ofHours(1))));
    }

    private static Optional<String> sender(Settings settings) {
        Optional<String> sender = settings.text("email.sender");
        if (sender.isPresent() && !sender.get().matches("[\\x20-\\x7e]*[^\\s@<>]+@[^\\s@<>]+>?")) {
            throw wrong("email.sender", "must be an address such as app@example.org");
        }
        return sender;
    }

    private static Tls tls(Settings settings, String host) {
        String byDefault = Loopback.isHost(host) ? "none" : "starttls";
        String tls = settings.oneOf("smtp.tls", byDefault, Set.of("none", "starttls", "ssl"));
        return Tls.valueOf(tls.toUpperCase(java.util.Locale.ROOT));
    }

    private static Template template(Settings settings, String id, Duration expires) {
        Optional<String> text = settings.text("email." + id + ".text");
        Optional<String> html = settings.text("email." + id + ".html");
        requireLink("email." + id + ".text", text);
        requireLink("email." + id + ".html", html);
        return new Template(
                settings.text("email." + id + ".subject"),
                text,
                html,
                settings.duration("email." + id + ".expires", expires, Duration.ofDays(30)));
    }

    private static void requireLink(String key, Optional<String> text) {
        if (text.isPresent() && !text.get().contains("{action_link}")) {
            throw wrong(key, "must contain {action_link}");
        }
    }
}
