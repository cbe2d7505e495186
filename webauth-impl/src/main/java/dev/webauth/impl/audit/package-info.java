/** The event log, {@code webauth_user_log}: one observer of every event; no feature knows of it. */
package dev.webauth.impl.audit;
