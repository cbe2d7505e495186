/** Steps that wait for the user: sealed, short-lived, and finished at most once. */
package dev.webauth.impl.pending;
