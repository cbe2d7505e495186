/** An application that asks the container who calls, and guards itself by annotations. */
package dev.webauth.it.guarded;
