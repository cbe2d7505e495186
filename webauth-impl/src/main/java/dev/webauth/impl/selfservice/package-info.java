/** What people do with their own account: register, confirm, recover, change, delete. */
package dev.webauth.impl.selfservice;
