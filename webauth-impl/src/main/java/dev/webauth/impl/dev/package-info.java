/** What dev mode adds, for requests from this machine alone. */
package dev.webauth.impl.dev;
