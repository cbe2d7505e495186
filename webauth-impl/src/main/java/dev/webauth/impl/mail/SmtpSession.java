package dev.webauth.impl.mail;

import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.config.Secret;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The mail session, from the configuration or the server. Time-outs are set, as Angus has none. */
record SmtpSession(MailConfig mail) {

    private static final String CONNECT_MILLIS = "5000";
    private static final String ANSWER_MILLIS = "10000";

    Session open() throws NamingException {
        return mail.session().isPresent()
                ? completed((Session) new InitialContext().lookup(mail.session().get()))
                : configured();
    }

    private Session configured() {
        String protocol = mail.tls() == MailConfig.Tls.SSL ? "smtps" : "smtp";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "host", mail.host());
        properties.put(prefix + "port", String.valueOf(mail.port()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (mail.tls() == MailConfig.Tls.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (mail.username().isPresent()) {
            properties.put(prefix + "auth", "true");
            properties.put(prefix + "user", mail.username().get());
        }
        complete(properties, prefix);
        return Session.getInstance(
                properties,
                new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(
                                mail.username().orElse(""),
                                mail.password().map(Secret::value).orElse(""));
                    }
                });
    }

    /** The server's session, with time-outs and a greeting name added where they are missing. */
    Session completed(Session own) {
        Properties properties = new Properties();
        properties.putAll(own.getProperties());
        complete(properties, "mail.smtp.");
        complete(properties, "mail.smtps.");
        return Session.getInstance(
                properties,
                new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return own.requestPasswordAuthentication(
                                getRequestingSite(),
                                getRequestingPort(),
                                getRequestingProtocol(),
                                getRequestingPrompt(),
                                getDefaultUserName());
                    }
                });
    }

    private void complete(Properties properties, String prefix) {
        properties.putIfAbsent(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.putIfAbsent(prefix + "timeout", ANSWER_MILLIS);
        properties.putIfAbsent(prefix + "writetimeout", ANSWER_MILLIS);
        mail.ehlo().ifPresent(name -> properties.putIfAbsent(prefix + "localhost", name));
        // The reply to QUIT is not needed.
        properties.putIfAbsent(prefix + "quitwait", "false");
    }
}
