/** Starts and stops the library with the application. */
package dev.webauth.impl.boot;
