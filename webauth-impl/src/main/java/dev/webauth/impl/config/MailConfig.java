package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The mail settings: transport, sender and texts. */
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
        Optional<String> language,
        Map<String, Template> templates) {

    private static final Pattern EHLO =
            Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[a-z0-9:.]+\\]");

    /** The transport security of the connection to the SMTP server. */
    public enum Tls {
        NONE,
        STARTTLS,
        SSL
    }

    /** The configured texts of one mail; the library's own text replaces an empty one. */
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
                WebAuthConfig.language(settings, "email.language")
                        .or(() -> WebAuthConfig.language(settings, "language")),
                TemplateSettings.read(settings));
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

    /**
     * The host name for the SMTP greeting. Mail servers reject one without a domain, which the
     * machine's own name often lacks.
     */
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

    /** An address literal is written in brackets (RFC 5321, 4.1.3). */
    private static String greeting(String host) {
        if (host.startsWith("[")) {
            return "[IPv6:" + host.substring(1);
        }
        return IpRange.address(host).isPresent()
                ? "[" + host + "]"
                : Domain.ascii(host).orElse(host);
    }

    private static Tls tls(Settings settings, String host) {
        String defaultValue = Loopback.isHost(host) ? "none" : "starttls";
        String tls = settings.oneOf("smtp.tls", defaultValue, Set.of("none", "starttls", "ssl"));
        return Tls.valueOf(tls.toUpperCase(Locale.ROOT));
    }

    /** The configured texts of a mail; all empty if the configuration does not name it. */
    public Template template(String id) {
        return templates.getOrDefault(
                id,
                new Template(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TemplateSettings.expires(id)));
    }

    /** Whether a mail carries a link. All mails but the library's notices do. */
    public static boolean carriesLink(String id) {
        return !TemplateSettings.NOTICES.contains(id);
    }

    /** The ids of the library's mails and of the mails in the configuration. */
    public Set<String> ids() {
        Set<String> ids = new TreeSet<>(templates.keySet());
        ids.addAll(TemplateSettings.NOTICES);
        return ids;
    }

    /** The configuration keys of a mail, without {@code webauth.}. */
    public static List<String> keys(String id) {
        return TemplateSettings.FIELDS.stream().map(field -> "email." + id + "." + field).toList();
    }

    /** Whether a text has the form of a mail's id. */
    public static boolean isId(String id) {
        return TemplateSettings.isId(id);
    }

    boolean sendsPasswordInClear() {
        return session.isEmpty()
                && tls == Tls.NONE
                && password.isPresent()
                && !Loopback.isHost(host);
    }
}
