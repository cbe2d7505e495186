/** Reads and checks every {@code webauth.*} key once, at deployment. */
package dev.webauth.impl.config;
