/**
 * Sign-in with OAuth 2.0 and OpenID Connect: the fields of each provider, the protocol, and the
 * identities that are linked to accounts.
 */
package dev.webauth.impl.provider;
