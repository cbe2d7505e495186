/** Reads and checks every {@code webauth.*} key, once, when the application is deployed. */
package dev.webauth.impl.config;
