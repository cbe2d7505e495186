/** An application that uses the container's caller and access annotations. */
package dev.webauth.it.guarded;
