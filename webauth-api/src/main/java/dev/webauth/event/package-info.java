/**
 * CDI events about accounts: immutable records, one type for each fact.
 *
 * <p>{@code @Observes LoggedIn} runs within the transaction of the change, and an exception rolls
 * it back. {@code @Observes(during = AFTER_SUCCESS)} runs after the commit and cannot roll it back.
 * {@code @Observes AccountEvent} observes all events.
 */
package dev.webauth.event;
