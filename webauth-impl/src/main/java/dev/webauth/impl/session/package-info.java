/** Log-ins as rows, the HTTP session that caches them, and the cookie that finds them again. */
package dev.webauth.impl.session;
