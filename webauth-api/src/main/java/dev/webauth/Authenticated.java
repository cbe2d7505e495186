package dev.webauth;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers in who are logged in or send a working API key: on a JAX-RS resource class or
 * method. Needs no role and nothing of the container's security.
 *
 * <p>Anybody else is answered with 401: a browser with a page, or sent to {@code webauth.login-uri}
 * with the wanted path as {@code next}; a program with {@code application/problem+json} of code
 * {@code not_authenticated}. An {@code ExceptionMapper} of the application for {@link
 * AccessDeniedException} wins.
 */
@NameBinding
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Authenticated {}
