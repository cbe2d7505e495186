/** Log-in and log-out. Every proof of identity goes through {@code LogIns.enter}. */
package dev.webauth.impl.login;
