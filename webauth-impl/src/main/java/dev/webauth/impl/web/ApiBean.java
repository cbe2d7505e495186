package dev.webauth.impl.web;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean behind an interface of the API. {@link ApiCalls} checks each call. By default a
 * method changes something and needs a request, and a parameter must not be null; the annotations
 * below change this. An annotation on a method applies to all methods of its name, because they are
 * its short forms.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ApiBean {

    /**
     * On a method that changes and counts nothing. It is never refused because of the request's
     * origin.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Reads {}

    /**
     * On a method that only stores a value, so that a page to which another site links may call it.
     * It is refused only in requests with an unsafe method.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Notes {}

    /** On a method, or on a bean for all its methods, that also works without a request. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface Anywhere {}

    /** On a parameter that may be null. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface MayBeNull {}
}
