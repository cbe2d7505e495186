/** Tells the container who calls, and guards what is annotated with roles. */
package dev.webauth.impl.authorization;
