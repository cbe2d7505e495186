package dev.webauth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers in who are logged in or send a working API key. Needs no role and nothing of
 * the container's security.
 *
 * <p>Stands on a class, an interface or a method of a JAX-RS resource, a sub-resource or its
 * locator, a CDI bean or an enterprise bean. It replaces every other access annotation of this
 * package and of {@code jakarta.annotation.security} that is farther away: on the class for one on
 * the method, on a superclass or an interface for one on the class. Anywhere else it stops the
 * deployment.
 *
 * <p>Anybody else is answered with 401: a browser with a page, or sent to {@code webauth.login-uri}
 * with the wanted path as {@code next}; a program with {@code application/problem+json} of code
 * {@code not_authenticated}. An {@code ExceptionMapper} of the application for {@link
 * AccessDeniedException} wins.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Authenticated {}
