package dev.webauth.impl.mail;

import java.time.Duration;

/**
 * A one-time link that is to be mailed.
 *
 * @param digest the key of its row
 * @param life how long the link works after the mail is handed over
 */
public record LinkInMail(String url, String digest, Duration life) {

    @Override
    public String toString() {
        return "LinkInMail[hidden]";
    }
}
