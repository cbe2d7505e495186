/**
 * The one entity that an application may map to from its own persistence unit.
 *
 * <p>It is not in {@code webauth-api}, which names no persistence type.
 */
package dev.webauth.entity;
