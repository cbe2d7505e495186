package dev.webauth.impl.mail;

/** A way to hand over the mails of one round. */
interface Delivery extends AutoCloseable {

    void send(MailRow row, Mail mail) throws MailFailure;

    @Override
    default void close() {}
}
