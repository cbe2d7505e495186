/**
 * The only entity to which an application may map from its own persistence unit.
 *
 * <p>It is not in {@code webauth-api}, because that module has no persistence type.
 */
package dev.webauth.entity;
