/**
 * Secrets that the library makes: one-time tokens, and sealed copies of what it must read again.
 */
package dev.webauth.impl.crypto;
