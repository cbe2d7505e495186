/** Runs the demo on a WildFly of its own, for {@code mvn -q -Pdemo package}; not in the WAR. */
package dev.webauth.demo.launcher;
