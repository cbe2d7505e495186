/** Second factors: policy, step page, one-time passwords, recovery codes, trusted browsers. */
package dev.webauth.impl.secondfactor;
