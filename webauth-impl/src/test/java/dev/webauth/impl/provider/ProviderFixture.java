package dev.webauth.impl.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The requirements and answers of a provider, in {@code <id>.json}. They were written by hand from
 * the provider's documentation, never from our presets. {@code later} is the same person after a
 * change of name. {@code also} holds more cases, each named by a sentence. Both change the rest of
 * the fixture; the value {@code "absent"} removes a member.
 */
record ProviderFixture(String id, JsonObject json) {

    private static final List<String> ENDPOINTS =
            List.of(
                    "authorization-uri",
                    "token-uri",
                    "userinfo-uri",
                    "userinfo-fallback-uri",
                    "emails-uri");

    static ProviderFixture read(String id) {
        String text = resource(id + ".json").replace("{client-id}", id + "-client-id");
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new ProviderFixture(id, reader.readObject());
        }
    }

    static Properties presets() {
        Properties presets = new Properties();
        try {
            presets.load(new StringReader(resource("/dev/webauth/providers.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return presets;
    }

    private static String resource(String name) {
        try (InputStream in = ProviderFixture.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> ids() {
        return presets().stringPropertyNames().stream()
                .filter(name -> name.endsWith(".title"))
                .map(name -> name.replace(".title", ""))
                .sorted()
                .toList();
    }

    /**
     * The settings of all presets with their endpoints replaced by those of the given server, and
     * nothing else changed.
     */
    static List<String> settings(String server) {
        List<String> settings = new ArrayList<>();
        ids().forEach(
                        id ->
                                read(id).moved(server)
                                        .forEach((k, v) -> settings.addAll(List.of(k, v))));
        return settings;
    }

    private Map<String, String> moved(String server) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(id + ".client-id", clientId());
        if (text("client").equals("signed")) {
            settings.put(id + ".private-key", ClientCheck.privateKey());
        } else {
            settings.put(id + ".client-secret", clientSecret());
        }
        texts(object("settings")).forEach((name, value) -> settings.put(id + "." + name, value));
        for (String field : ENDPOINTS) {
            String preset = presets().getProperty(id + "." + field);
            if (preset != null) {
                String query = preset.contains("?") ? preset.substring(preset.indexOf('?')) : "";
                settings.put(id + "." + field, server + "/" + id + "/" + field + query);
            }
        }
        if (hasIdToken()) {
            settings.put(id + ".jwks-uri", server + "/" + id + "/jwks-uri");
        }
        return settings;
    }

    String clientId() {
        return id + "-client-id";
    }

    String clientSecret() {
        return id + "-s3cret";
    }

    boolean hasIdToken() {
        return json.containsKey("idToken");
    }

    String accessToken() {
        JsonObject token = object("token");
        return token.containsKey("data")
                ? token.getJsonArray("data").getJsonObject(0).getString("access_token")
                : token.getString("access_token");
    }

    /** A text member; empty if absent. */
    String text(String name) {
        return json.getString(name, "");
    }

    /** An object member; an empty object if absent. */
    JsonObject object(String name) {
        return json.containsKey(name) ? json.getJsonObject(name) : JsonValue.EMPTY_JSON_OBJECT;
    }

    static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new TreeMap<>();
        object.forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
        return texts;
    }

    ProviderFixture later() {
        return new ProviderFixture(id, merge(json, object("later")));
    }

    ProviderFixture also(String sentence) {
        return new ProviderFixture(id, merge(json, object("also").getJsonObject(sentence)));
    }

    private static JsonObject merge(JsonObject target, JsonObject change) {
        JsonObjectBuilder merged = Json.createObjectBuilder(target);
        change.forEach(
                (name, value) -> {
                    if (value instanceof JsonString text && text.getString().equals("absent")) {
                        merged.remove(name);
                    } else if (value instanceof JsonObject inner
                            && target.get(name) instanceof JsonObject old) {
                        merged.add(name, merge(old, inner));
                    } else {
                        merged.add(name, value);
                    }
                });
        return merged.build();
    }
}
