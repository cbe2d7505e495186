/** The event log, {@code webauth_user_log}. It observes all events; no feature depends on it. */
package dev.webauth.impl.audit;
