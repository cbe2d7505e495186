package dev.webauth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers in whose account is confirmed. Stands wherever {@link Authenticated} may.
 * Somebody who is not logged in is answered as there, an unconfirmed account with 403 and the code
 * {@code not_confirmed}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Confirmed {}
