/**
 * The database: its schema, the persistence unit built in code, transactions, and how failures of
 * the database are reported to callers.
 */
package dev.webauth.impl.store;
