/** The recipes of docs/operator.md, as an application would have them. */
package dev.webauth.it.operator;
