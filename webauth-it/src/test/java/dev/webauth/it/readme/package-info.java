/** The README's example, as an application. */
package dev.webauth.it.readme;
