/**
 * The smallest application that uses the library in every way, to be made into every kind of WAR.
 */
package dev.webauth.it.kind;
