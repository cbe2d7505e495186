/** Accounts for operators and jobs, which have no request. */
package dev.webauth.impl.operator;
