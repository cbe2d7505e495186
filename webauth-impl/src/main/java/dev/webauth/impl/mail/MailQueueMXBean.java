package dev.webauth.impl.mail;

/** The outbox in JMX; the first three figures are of all nodes and at most some seconds old. */
public interface MailQueueMXBean {

    /** How many mails wait to be sent or to be tried again. */
    long getLength();

    /** How long the oldest of them has waited; 0 if none waits. */
    long getOldestAgeSeconds();

    /** How many mails are given up and wait to be released. */
    long getParkedLength();

    /** How many mails this node has sent since it started. */
    long getSent();

    /** How many tries of this node failed, to be repeated. */
    long getRetried();

    /** How many mails this node has given up. */
    long getParked();

    /** Why this node's last try failed; empty after one that did not. */
    String getLastError();
}
