/**
 * The whole life of a user account, for an application that injects {@link dev.webauth.WebAuth}.
 *
 * <p>This package holds what an application calls and catches; {@link dev.webauth.event} holds what
 * it may observe and {@link dev.webauth.spi} what it may implement.
 */
package dev.webauth;
