/** Passwords: rules for new ones, hashing, and the limit of concurrent hashing. */
package dev.webauth.impl.password;
