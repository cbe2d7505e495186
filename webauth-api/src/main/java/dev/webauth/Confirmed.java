package dev.webauth;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers in whose account is confirmed: on a JAX-RS resource class or method. Somebody
 * who is not logged in is answered as by {@link Authenticated}, an unconfirmed account with 403 and
 * the code {@code not_confirmed}.
 */
@NameBinding
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Confirmed {}
