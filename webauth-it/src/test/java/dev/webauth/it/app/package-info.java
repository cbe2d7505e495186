/** A small application that uses what the demo does not: transactions, events, links of its own. */
package dev.webauth.it.app;
