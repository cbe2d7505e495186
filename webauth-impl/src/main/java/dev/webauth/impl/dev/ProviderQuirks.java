package dev.webauth.impl.dev;

import dev.webauth.impl.provider.Client;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Provider behaviour that a preset does not describe, from {@code simulator.properties}. */
final class ProviderQuirks {

    private static final Properties ALL = read();

    private ProviderQuirks() {}

    private static Properties read() {
        Properties all = new Properties();
        try (InputStream in =
                ProviderQuirks.class.getResourceAsStream("/dev/webauth/simulator.properties")) {
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static String of(Client client, String quirk, String defaultValue) {
        return ALL.getProperty(client.id() + "." + quirk, defaultValue);
    }

    static boolean has(Client client, String quirk) {
        return of(client, quirk, "false").equals("true");
    }
}
