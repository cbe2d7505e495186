package dev.webauth.it.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real OpenID Provider. Its host is {@code localhost}, and that of the tests' sites is {@code
 * 127.0.0.1}, so that browsers see another site, as with real providers.
 */
public final class Keycloak {

    /** The password of every user. */
    public static final String PASSWORD = "a passphrase at keycloak";

    private static final String REALM = "webauth";
    private static final String CLIENT_ID = "webauth-demo";
    private static final String CLIENT_SECRET = "secret-of-webauth-demo-at-keycloak";

    private final URI root;
    private final KeycloakProcess process;
    private final KeycloakAdmin admin;

    private Keycloak(Path home, int port) {
        this.root = URI.create("http://localhost:" + port);
        this.process = new KeycloakProcess(home, root, discovery());
        this.admin = new KeycloakAdmin(root, REALM);
    }

    /**
     * Starts one with nothing but the users of {@code keycloak-realm.json}. After it was unpacked,
     * Keycloak needs a minute to put itself together, so a test had better raise JUnit's time-out;
     * later starts are quicker.
     *
     * @param redirectUri the only one that the client may use; a {@code *} at its end is a wildcard
     */
    public static Keycloak start(String redirectUri) {
        Path home = Path.of(System.getProperty("webauth.it.keycloak"));
        Rig.delete(home.resolve("data"));
        importRealm(home.resolve("data/import"), redirectUri);
        Keycloak keycloak = new Keycloak(home, Rig.freePorts(1).get(0));
        keycloak.process.start();
        return keycloak;
    }

    private static void importRealm(Path folder, String redirectUri) {
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak-realm.json")) {
            String json =
                    new String(realm.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("@client-id@", CLIENT_ID)
                            .replace("@client-secret@", CLIENT_SECRET)
                            .replace("@redirect-uri@", redirectUri)
                            .replace("@password@", PASSWORD);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(REALM + "-realm.json"), json);
        } catch (IOException e) {
            throw new IllegalStateException("the realm cannot be written", e);
        }
    }

    /** The issuer in its ID Tokens. */
    public URI issuer() {
        return root.resolve("/realms/" + REALM);
    }

    private URI discovery() {
        return URI.create(issuer() + "/.well-known/openid-configuration");
    }

    /** The identifier of the one client. */
    public String clientId() {
        return CLIENT_ID;
    }

    /** The secret of the one client. */
    public String clientSecret() {
        return CLIENT_SECRET;
    }

    /** The subject of a user in its ID Tokens. */
    public String subject(String username) {
        return admin.user(username).getString("id");
    }

    /** Renames a user; the subject stays. */
    public void rename(String username, String newUsername) {
        admin.rename(username, newUsername);
    }

    /** Disables a user. */
    public void disable(String username) {
        admin.disable(username);
    }

    /** Replaces the signing key and deletes the old one. */
    public void rotateKeys() {
        admin.rotateKeys();
    }

    /** Restarts with a new signing key; users and their sessions stay. */
    public void restartWithNewKeys() {
        rotateKeys();
        stop();
        startAgain();
    }

    /** Starts again on the same port with the same data. */
    public void startAgain() {
        process.start();
    }

    /** Stops it; returns when the port is closed. */
    public void stop() {
        process.stop();
    }
}
