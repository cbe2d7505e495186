/**
 * Mail: addresses, the outbox that commits with the caller, the worker that sends, and the texts.
 */
package dev.webauth.impl.mail;
