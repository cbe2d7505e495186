/**
 * Sign-in with OAuth 2.0 and OpenID Connect: what is known of each provider, the protocol, and the
 * identities that lead into accounts.
 */
package dev.webauth.impl.provider;
