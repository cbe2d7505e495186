package dev.webauth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The queue of mails that wait to be sent, for operators of the application. Inject it. All nodes
 * share the queue. Database work joins the caller's transaction if there is one.
 *
 * <p>It checks no permission: call it only from code that only operators can reach.
 */
public interface MailQueue {

    /**
     * How many mails wait for their first attempt or a retry.
     *
     * @return the number, without the parked ones
     */
    long length();

    /**
     * How long the oldest waiting mail has waited.
     *
     * @return its age; empty if none waits
     */
    Optional<Duration> oldestAge();

    /**
     * The parked mails, which are no longer retried: after 24 hours, or because the mail server
     * refused the recipient five times. They stay until they are released or their account is
     * deleted.
     *
     * @return the oldest first, at most 1,000
     */
    List<ParkedMail> parked();

    /**
     * Queues a parked mail again: it is due immediately and is retried for another 24 hours. The
     * lifetime of its link begins when it is sent.
     *
     * @param id of {@link #parked()}
     * @return false if there is no parked mail with this id
     */
    boolean release(long id);

    /**
     * Releases all parked mails, for example after a long outage.
     *
     * @return how many mails were released
     */
    int releaseAll();
}
