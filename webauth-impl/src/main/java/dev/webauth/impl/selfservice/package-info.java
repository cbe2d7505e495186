/**
 * Changes by the owner of an account: register, confirm, recover, change, re-authenticate, delete.
 */
package dev.webauth.impl.selfservice;
