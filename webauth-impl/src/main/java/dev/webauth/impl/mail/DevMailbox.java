package dev.webauth.impl.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the mails of dev mode in memory, newest first. */
@ApplicationScoped
public class DevMailbox {

    private static final int MAX_MAILS = 200;

    /** A mail that would have been sent without dev mode. */
    public record Received(Instant at, String to, Mail mail) {}

    private final Deque<Received> mails = new ArrayDeque<>();

    synchronized void add(String to, Mail mail) {
        mails.addFirst(new Received(Instant.now(Clock.systemUTC()), to, mail));
        if (mails.size() > MAX_MAILS) {
            mails.removeLast();
        }
    }

    public synchronized List<Received> mails() {
        return List.copyOf(mails);
    }
}
