package dev.webauth.impl.selfservice;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.mail.EmailAddress;
import java.util.function.Consumer;

/**
 * An account that is about to be made.
 *
 * @param hash of the password; null for an account without one
 * @param method how its owner logs in
 * @param begin makes what else the account begins with, in the same transaction
 */
public record NewAccount(EmailAddress email, String hash, String method, Consumer<Account> begin) {}
