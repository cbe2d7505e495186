package dev.webauth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows only callers who are logged in or send a valid API key. It needs no role and no security
 * setting of the container.
 *
 * <p>It can be on a class, an interface or a method of a JAX-RS resource, a sub-resource or its
 * locator, a CDI bean or an enterprise bean. On any other class it stops the deployment. Only the
 * nearest access annotations count, of this package and of {@code jakarta.annotation.security}:
 * those on the method replace those on the class, and those on the class replace those on a
 * superclass or an interface.
 *
 * <p>Any other caller gets the status 401. A browser gets a page, or is redirected to {@code
 * webauth.login-uri} with the requested path as {@code next}. A program gets {@code
 * application/problem+json} with the code {@code not_authenticated}. An {@code ExceptionMapper} of
 * the application for {@link AccessDeniedException} wins.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Authenticated {}
