/** One-time links: issue, single use, and the pages in a browser that did not request the link. */
package dev.webauth.impl.link;
