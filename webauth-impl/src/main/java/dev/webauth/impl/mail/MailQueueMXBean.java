package dev.webauth.impl.mail;

/** The outbox in JMX. The first three values cover all nodes and are at most some seconds old. */
public interface MailQueueMXBean {

    /** How many mails wait for their first attempt or a retry. */
    long getLength();

    /** How long the oldest waiting mail has waited; 0 if none waits. */
    long getOldestAgeSeconds();

    /** How many mails are parked: they are not retried until an operator releases them. */
    long getParkedLength();

    /** How many mails this node has sent since it started. */
    long getSent();

    /** How many failed attempts of this node led to a retry. */
    long getRetried();

    /** How many mails this node has parked. */
    long getParked();

    /** Why this node's last attempt failed; empty if it succeeded. */
    String getLastError();
}
