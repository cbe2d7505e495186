package dev.webauth.impl.account;

/** What is needed to check a password; {@code stored} is null for an account without one. */
record Credentials(long userId, int epoch, String stored) {}
