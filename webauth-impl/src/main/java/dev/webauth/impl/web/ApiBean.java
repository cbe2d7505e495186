package dev.webauth.impl.web;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a bean behind an interface of the api. {@link ApiCalls} checks each call of it: a method is
 * taken for one that changes something and needs a request, and a parameter for one that must not
 * be null, unless an annotation says otherwise. What stands on a method holds for all methods of
 * its name: they are shorter forms of it.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ApiBean {

    /** On a method that changes and counts nothing: never refused for where the request is from. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Reads {}

    /**
     * On a method that only notes something, so that a page to which another site links may call
     * it: refused with an unsafe method only.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Notes {}

    /** On a method, or on a bean for all of them, that works on a thread without a request, too. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface Anywhere {}

    /** On a parameter for which null has a meaning. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface MayBeNull {}
}
