/** The bean behind {@code @Inject WebAuth}. Each method calls the feature that implements it. */
package dev.webauth.impl.front;
