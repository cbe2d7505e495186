/**
 * The smallest application that uses the library from every kind of component. It is packaged into
 * every kind of WAR.
 */
package dev.webauth.it.kind;
