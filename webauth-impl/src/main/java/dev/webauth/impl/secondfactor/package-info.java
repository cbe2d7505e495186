/** Second factors: who is asked for one, the step page, one-time passwords, recovery codes. */
package dev.webauth.impl.secondfactor;
