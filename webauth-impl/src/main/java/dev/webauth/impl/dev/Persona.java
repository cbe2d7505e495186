package dev.webauth.impl.dev;

import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A made-up user, as typed into the simulator's form. Name and e-mail may be empty. */
record Persona(String sub, String name, String email, boolean emailVerified) {

    private static final Pattern SUB = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,254}");

    /** The suggested user. It is always the same, so that the second sign-in finds the account. */
    static Persona example(Client client) {
        return new Persona(
                ProviderQuirks.of(client, "sub", "simulated-1"),
                "Ada Example",
                "ada@example.com",
                true);
    }

    static Persona of(Exchange exchange, Client client) throws SimulatorError {
        String sub =
                exchange.parameter("sub")
                        .map(String::strip)
                        .filter(text -> SUB.matcher(text).matches())
                        .orElseThrow(
                                () ->
                                        SimulatorError.parameter(
                                                "sub",
                                                "must be 1 to 255 visible ASCII characters"));
        return new Persona(
                whole(client, sub),
                exchange.parameter("name").orElse("").strip(),
                exchange.parameter("email").orElse("").strip(),
                exchange.has("email_verified"));
    }

    /** Completes a subject of several parts, such as Slack's, if only one part was typed. */
    private static String whole(Client client, String sub) {
        int wanted = FieldTree.paths(client.text("sub")).length;
        int missing = wanted - sub.split(":", wanted).length;
        String[] parts = example(client).sub().split(":");
        return missing <= 0 || parts.length < missing
                ? sub
                : String.join(":", Arrays.copyOf(parts, missing)) + ":" + sub;
    }
}
