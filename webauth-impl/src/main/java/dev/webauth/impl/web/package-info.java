/**
 * HTTP: the current request, the library's routes in one servlet, its pages, and the conversion of
 * exceptions to responses.
 */
package dev.webauth.impl.web;
