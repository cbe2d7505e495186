/** Tells the container who the caller is, and enforces annotations on beans and resources. */
package dev.webauth.impl.authorization;
