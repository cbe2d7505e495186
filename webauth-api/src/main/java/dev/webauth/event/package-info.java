/**
 * What happened to accounts, as CDI events: immutable, in the past tense, one type for each fact.
 *
 * <p>{@code @Observes LoggedIn} runs within the transaction that makes the fact true, and an
 * exception there undoes it; {@code @Observes(during = AFTER_SUCCESS)} runs once the fact is
 * committed and can undo nothing. {@code @Observes AccountEvent} sees them all.
 */
package dev.webauth.event;
