/** The rows of {@code webauth_user}, and the event that revokes what an account had before. */
package dev.webauth.impl.account;
