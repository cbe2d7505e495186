package dev.webauth.demo.launcher;

import java.util.Map;

/**
 * What the environment asks of the demo.
 *
 * @param port where it serves
 * @param postgresql whether it keeps its data in PostgreSQL instead of the server's own database
 */
record Options(int port, boolean postgresql) {

    static final String PORT = "WEBAUTH_DEMO_PORT";
    static final String JDBC_URL = "WEBAUTH_DEMO_JDBC_URL";

    private static final int DEFAULT_PORT = 8080;

    static Options of(Map<String, String> environment) {
        String url = environment.getOrDefault(JDBC_URL, "");
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            // The value may hold a password, so it is not repeated.
            throw new DemoFailure(JDBC_URL + " must start with jdbc:postgresql:");
        }
        return new Options(port(environment.getOrDefault(PORT, "")), !url.isEmpty());
    }

    private static int port(String value) {
        if (value.isEmpty()) {
            return DEFAULT_PORT;
        }
        int port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
        if (port < 1 || port > 65535) {
            throw new DemoFailure(PORT + " must be a port from 1 to 65535, but is " + value);
        }
        return port;
    }
}
