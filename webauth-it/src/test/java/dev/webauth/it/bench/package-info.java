/** What requests cost with the library and without it; see {@code docs/performance.md}. */
package dev.webauth.it.bench;
