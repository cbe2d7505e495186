/** Tokens, and encryption of values that the library must read again. */
package dev.webauth.impl.crypto;
