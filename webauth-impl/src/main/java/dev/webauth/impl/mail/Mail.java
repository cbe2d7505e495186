package dev.webauth.impl.mail;

/**
 * What a mail says.
 *
 * @param language as a language tag
 * @param link empty if it has none
 */
public record Mail(String language, String link, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
