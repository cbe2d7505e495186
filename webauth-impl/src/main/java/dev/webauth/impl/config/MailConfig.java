package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How mail is sent and what the three mails with a link say. */
public record MailConfig(
        Optional<Mailbox> sender,
        boolean smtpConfigured,
        String host,
        int port,
        Optional<String> username,
        Optional<Secret> password,
        Tls tls,
        Optional<String> ehlo,
        Optional<String> session,
        Map<String, Template> templates) {

    private static final Pattern EHLO =
            Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[a-z0-9:.]+\\]");

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

    static MailConfig read(Settings settings, Optional<String> publicHost) {
        String host = settings.text("smtp.host").orElse("localhost");
        return new MailConfig(
                sender(settings),
                settings.text("smtp.host").isPresent() || settings.text("mail-session").isPresent(),
                host,
                settings.number("smtp.port", 25, 1, 65535),
                settings.text("smtp.username"),
                settings.secret("smtp.password"),
                tls(settings, host),
                ehlo(settings, publicHost),
                settings.text("mail-session"),
                Map.of(
                        "confirm", template(settings, "confirm", Duration.ofHours(24)),
                        "change", template(settings, "change", Duration.ofHours(2)),
                        "remind", template(settings, "remind", Duration.ofHours(1))));
    }

    private static Optional<Mailbox> sender(Settings settings) {
        return settings.text("email.sender")
                .map(
                        text ->
                                Mailbox.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        wrong(
                                                                "email.sender",
                                                                "must be one address such as"
                                                                        + " app@example.org or My"
                                                                        + " App"
                                                                        + " <app@example.org>, with a"
                                                                        + " name of at most 200"
                                                                        + " characters; was \""
                                                                        + text
                                                                        + "\"")));
    }

    /** A mail server refuses a greeting without a full name; the machine's own is often short. */
    private static Optional<String> ehlo(Settings settings, Optional<String> publicHost) {
        Optional<String> configured = settings.text("smtp.ehlo");
        if (configured.isPresent()) {
            return Optional.of(
                    Domain.ascii(configured.get())
                            .filter(name -> EHLO.matcher(name).matches())
                            .orElseThrow(
                                    () ->
                                            wrong(
                                                    "smtp.ehlo",
                                                    "must be a host name such as app.example.org,"
                                                            + " or an address such as [192.0.2.1];"
                                                            + " was \""
                                                            + configured.get()
                                                            + "\"")));
        }
        return publicHost.filter(host -> !Loopback.isHost(host)).map(MailConfig::greeting);
    }

    /** An address is written in brackets (RFC 5321, 4.1.3). */
    private static String greeting(String host) {
        if (host.startsWith("[")) {
            return "[IPv6:" + host.substring(1);
        }
        return IpRange.address(host).isPresent()
                ? "[" + host + "]"
                : Domain.ascii(host).orElse(host);
    }

    private static Tls tls(Settings settings, String host) {
        String byDefault = Loopback.isHost(host) ? "none" : "starttls";
        String tls = settings.oneOf("smtp.tls", byDefault, Set.of("none", "starttls", "ssl"));
        return Tls.valueOf(tls.toUpperCase(Locale.ROOT));
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
