package dev.webauth.impl.mail;

import java.time.Duration;

/**
 * A one-time link on its way to a mailbox.
 *
 * @param digest under which its row is stored
 * @param life how long it works, counted from when the mail is handed over
 */
public record LinkInMail(String url, String digest, Duration life) {

    @Override
    public String toString() {
        return "LinkInMail[hidden]";
    }
}
