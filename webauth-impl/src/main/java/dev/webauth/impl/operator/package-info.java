/** The accounts for operators and jobs, without a request. */
package dev.webauth.impl.operator;
