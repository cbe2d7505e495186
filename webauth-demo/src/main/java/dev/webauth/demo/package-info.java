/**
 * A small web application with accounts, written the way a user of WebAuth would write it: start
 * reading at {@link dev.webauth.demo.Home}.
 */
package dev.webauth.demo;
