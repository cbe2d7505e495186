/** The library without a server: CDI, JTA, a database and a browser, all in the test's own JVM. */
package dev.webauth.impl.rig;
