/** Passwords: the rules for new ones, hashing, and not spending all processors on it. */
package dev.webauth.impl.password;
