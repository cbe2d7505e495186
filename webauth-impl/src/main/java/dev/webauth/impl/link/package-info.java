/** One-time links: how they are made, used up once, and what a browser sees that did not ask. */
package dev.webauth.impl.link;
