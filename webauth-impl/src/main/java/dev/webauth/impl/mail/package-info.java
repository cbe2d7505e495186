/**
 * Mail: addresses, the outbox that commits with the caller's transaction, the worker that sends,
 * and the texts.
 */
package dev.webauth.impl.mail;
