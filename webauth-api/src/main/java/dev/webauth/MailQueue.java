package dev.webauth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The mails that wait to be sent, for whoever operates the application; injected. All nodes share
 * the queue. Database work joins the caller's transaction if there is one.
 *
 * <p>Checks no permission: call it where only operators come.
 */
public interface MailQueue {

    /**
     * How many mails wait to be sent or to be tried again.
     *
     * @return the number, without the parked ones
     */
    long length();

    /**
     * How long the oldest of them has waited.
     *
     * @return its age; empty if none waits
     */
    Optional<Duration> oldestAge();

    /**
     * The mails that were given up: after 24 hours, or because the mail server refused the
     * recipient five times. They stay until they are released or their account is deleted.
     *
     * @return the oldest first, at most 1,000
     */
    List<ParkedMail> parked();

    /**
     * Sends a parked mail after all: it is due at once, and is tried for 24 hours again. The life
     * of its link begins when it is sent.
     *
     * @param id of {@link #parked()}
     * @return whether there was such a parked mail
     */
    boolean release(long id);

    /**
     * Releases all parked mails, for after a long outage.
     *
     * @return how many there were
     */
    int releaseAll();
}
