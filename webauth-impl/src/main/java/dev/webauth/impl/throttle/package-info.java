/** Rate limits that all nodes share, counted in {@code webauth_throttle}. */
package dev.webauth.impl.throttle;
