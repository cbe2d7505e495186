package dev.webauth.demo.launcher;

import java.util.List;
import java.util.stream.Stream;

/** The JDK modules that WildFly opens: the list of its own {@code bin/common.sh}. */
final class JavaModules {

    static final List<String> OPTIONS =
            Stream.concat(
                            Stream.of(
                                            "java.desktop/sun.awt",
                                            "java.naming/com.sun.jndi.ldap",
                                            "java.naming/com.sun.jndi.url.ldap",
                                            "java.naming/com.sun.jndi.url.ldaps",
                                            "jdk.naming.dns/com.sun.jndi.dns")
                                    .map(name -> "--add-exports=" + name + "=ALL-UNNAMED"),
                            Stream.of(
                                            "java.base/java.io",
                                            "java.base/java.lang",
                                            "java.base/java.lang.invoke",
                                            "java.base/java.lang.reflect",
                                            "java.base/java.net",
                                            "java.base/java.security",
                                            "java.base/java.util",
                                            "java.base/java.util.concurrent",
                                            "java.management/javax.management",
                                            "java.naming/javax.naming")
                                    .map(name -> "--add-opens=" + name + "=ALL-UNNAMED"))
                    .toList();

    private JavaModules() {}
}
