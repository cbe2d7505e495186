/**
 * HTTP: the request on this thread, the library's routes under one servlet, its few pages, and how
 * a refusal becomes a response.
 */
package dev.webauth.impl.web;
