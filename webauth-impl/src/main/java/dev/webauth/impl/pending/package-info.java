/** Steps under way: sealed, short-lived, and finished at most once. */
package dev.webauth.impl.pending;
