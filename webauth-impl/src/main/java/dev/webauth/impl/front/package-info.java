/**
 * The bean behind {@code @Inject WebAuth}: each method is one call into the feature that owns it.
 */
package dev.webauth.impl.front;
