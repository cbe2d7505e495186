/** Starts the library with the application, and ends it. */
package dev.webauth.impl.boot;
