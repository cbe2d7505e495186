/**
 * User accounts from registration to deletion. An application injects {@link dev.webauth.WebAuth}.
 *
 * <p>This package has the types that an application calls and catches. {@link dev.webauth.event}
 * has the events, and {@link dev.webauth.spi} the interfaces that an application can implement.
 */
package dev.webauth;
