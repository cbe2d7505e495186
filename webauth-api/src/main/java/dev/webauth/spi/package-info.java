/** Interfaces that an application can implement as CDI beans, to extend or replace behaviour. */
package dev.webauth.spi;
