package dev.webauth.impl.mail;

import dev.webauth.impl.mail.MailFailure.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.NamingException;

/** Translates the exceptions of Jakarta Mail. */
final class SmtpFailure {

    /** An SMTP reply code, with the enhanced code of RFC 3463 if there is one. */
    private static final Pattern CODE =
            Pattern.compile(
                    "(?:.*\\bresponse: )?([245]\\d\\d)(?:[ -]+([245]\\.\\d{1,3}\\.\\d{1,3}))?\\b.*",
                    Pattern.DOTALL);

    private SmtpFailure() {}

    /** A failure before any mail was sent on the connection. */
    static MailFailure connecting(Exception e) {
        return new MailFailure(Kind.UNAVAILABLE, connectingSummary(e), told(e), e);
    }

    private static String connectingSummary(Exception e) {
        if (e instanceof NamingException) {
            return "webauth.mail-session was not found in JNDI";
        }
        if (e instanceof AuthenticationFailedException) {
            return "the mail server does not accept the user name and password" + code(e);
        }
        return String.valueOf(e.getMessage()).startsWith("STARTTLS is required")
                ? "the mail server does not offer STARTTLS, which webauth.smtp.tls requires"
                : "could not connect to the mail server" + reason(e);
    }

    private static String reason(Exception e) {
        String code = code(e);
        Throwable first = next(e) == null ? e : next(e);
        return code.isEmpty() ? " (" + first.getClass().getSimpleName() + ")" : code;
    }

    /** A failure while a mail was sent. */
    static MailFailure sending(MessagingException e, boolean connected) {
        // By RFC 5321, 4.2.1, a reply "5yz" is permanent. Jakarta Mail calls such an address
        // invalid.
        if (e instanceof SendFailedException failed
                && failed.getInvalidAddresses() != null
                && failed.getInvalidAddresses().length > 0) {
            return new MailFailure(
                    Kind.REFUSED, "the mail server refuses the recipient" + code(e), told(e), e);
        }
        boolean later = connected && !isServersTrouble(e);
        return new MailFailure(
                later ? Kind.LATER : Kind.UNAVAILABLE,
                (later ? "the mail server does not take the mail" : "the mail server has a failure")
                        + code(e),
                told(e),
                e);
    }

    /** Whether a temporary refusal ("4yz") is not about a recipient and so affects every mail. */
    private static boolean isServersTrouble(MessagingException e) {
        return e.getNextException() == null
                && e.getMessage() != null
                && e.getMessage().matches("4[0-9][0-9]\\b[\\s\\S]*");
    }

    /** The server's reply is in the second of the chained exceptions. */
    private static String told(Exception e) {
        Exception next = next(e);
        return next == null ? e.toString() : e + " / " + next;
    }

    private static Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String code(Exception e) {
        return code(e.getMessage())
                .or(() -> Optional.ofNullable(next(e)).flatMap(next -> code(next.getMessage())))
                .map(code -> " (SMTP " + code + ")")
                .orElse("");
    }

    private static Optional<String> code(String message) {
        Matcher found = CODE.matcher(String.valueOf(message));
        if (!found.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                found.group(2) == null ? found.group(1) : found.group(1) + " " + found.group(2));
    }
}
