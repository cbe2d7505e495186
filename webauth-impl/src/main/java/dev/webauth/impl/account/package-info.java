/** The rows of {@code webauth_user}, and the one event that ends what an account had before. */
package dev.webauth.impl.account;
