/** The additions of dev mode, for requests from this machine only. */
package dev.webauth.impl.dev;
