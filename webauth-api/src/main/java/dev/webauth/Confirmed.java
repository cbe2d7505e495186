package dev.webauth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows only callers whose account is confirmed. It can be wherever {@link Authenticated} can be.
 * A caller who is not logged in gets the same response as there. A caller with an unconfirmed
 * account gets 403 and the code {@code not_confirmed}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Confirmed {}
