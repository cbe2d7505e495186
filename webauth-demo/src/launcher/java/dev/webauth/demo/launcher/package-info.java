/** Runs the demo on its own WildFly, for {@code mvn -q -Pdemo package}; not part of the WAR. */
package dev.webauth.demo.launcher;
