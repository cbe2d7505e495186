package dev.webauth.impl.mail;

/** Hands over the mails of one run, for example on one SMTP connection. */
interface Delivery extends AutoCloseable {

    void send(MailRow row, Mail mail) throws MailFailure;

    @Override
    default void close() {}
}
