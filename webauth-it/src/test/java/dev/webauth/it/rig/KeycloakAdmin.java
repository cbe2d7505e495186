package dev.webauth.it.rig;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The administrator of a Keycloak; changes one realm by the Admin REST API. */
final class KeycloakAdmin {

    /** The administrator's name, and password. */
    static final String USER = "admin";

    private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";
    private static final String SIGNING_KEYS = "rsa-generated";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private final URI root;
    private final URI realm;

    KeycloakAdmin(URI root, String realm) {
        this.root = root;
        this.realm = root.resolve("/admin/realms/" + realm);
    }

    /** The stored data of a user. */
    JsonObject user(String username) {
        JsonArray found = get("/users?exact=true&username=" + username).asJsonArray();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " users with the name " + username);
        }
        return found.getJsonObject(0);
    }

    void rename(String username, String newUsername) {
        change(user(username), "username", Json.createValue(newUsername));
    }

    void disable(String username) {
        change(user(username), "enabled", JsonValue.FALSE);
    }

    /** Sends the whole user back, because a missing field may be cleared. */
    private void change(JsonObject user, String field, JsonValue value) {
        JsonObject changed = Json.createObjectBuilder(user).add(field, value).build();
        send("PUT", "/users/" + user.getString("id"), changed);
    }

    /** Creates a signing key and deletes the others, so that they are in no JWKS. */
    void rotateKeys() {
        String realmId = get("").asJsonObject().getString("id");
        JsonArray old = get("/components?type=" + KEY_PROVIDER).asJsonArray();
        send("POST", "/components", newSigningKey(realmId));
        old.stream()
                .map(JsonValue::asJsonObject)
                .filter(key -> key.getString("providerId").equals(SIGNING_KEYS))
                .forEach(key -> send("DELETE", "/components/" + key.getString("id"), null));
    }

    private static JsonObject newSigningKey(String realmId) {
        return Json.createObjectBuilder()
                .add("name", "signing")
                .add("providerId", SIGNING_KEYS)
                .add("providerType", KEY_PROVIDER)
                .add("parentId", realmId)
                .add(
                        "config",
                        Json.createObjectBuilder()
                                .add("algorithm", Json.createArrayBuilder().add("RS256"))
                                .add("priority", Json.createArrayBuilder().add("100")))
                .build();
    }

    private JsonValue get(String path) {
        return send("GET", path, null);
    }

    private JsonValue send(String method, String path, JsonObject body) {
        return send(
                HttpRequest.newBuilder(URI.create(realm + path))
                        // A token lasts a minute: each request gets its own.
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.toString())));
    }

    private String token() {
        String form = "grant_type=password&client_id=admin-cli&username=%s&password=%s";
        return send(HttpRequest.newBuilder(
                                root.resolve("/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.formatted(USER, USER))))
                .asJsonObject()
                .getString("access_token");
    }

    private static JsonValue send(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(Duration.ofSeconds(60)).build();
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s: %d %s".formatted(request, response.statusCode(), response.body()));
            }
            return json(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonValue json(String body) {
        if (body.isEmpty()) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readValue();
        }
    }
}
