/** The one door to a log-in: every proof of identity passes {@code LogIns.enter}. */
package dev.webauth.impl.login;
