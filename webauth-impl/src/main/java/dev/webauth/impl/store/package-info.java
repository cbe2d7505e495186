/**
 * The database: the schema, the persistence unit built in code, transactions, and what a failure of
 * the database means to a caller.
 */
package dev.webauth.impl.store;
