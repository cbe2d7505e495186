package dev.webauth.impl.mail;

/**
 * The content of a mail.
 *
 * @param language as a language tag
 * @param link empty if the mail has none
 */
public record Mail(String language, String link, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
