/**
 * Who is logged in: the state in the HTTP session, checked against the database on each request.
 */
package dev.webauth.impl.session;
