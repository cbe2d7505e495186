/** The life of an account with an e-mail address and a password. */
package dev.webauth.impl.account;
