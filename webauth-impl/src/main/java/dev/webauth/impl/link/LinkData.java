package dev.webauth.impl.link;

import dev.webauth.InvalidInputException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts a link's data to text for a database column. */
final class LinkData {

    private static final int MAX_LENGTH = 4000;

    private LinkData() {}

    static String write(Map<String, String> data) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        data.forEach(json::add);
        String text = json.build().toString();
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    "link_data_too_long",
                    "The data of a link must have at most " + MAX_LENGTH + " characters");
        }
        return text;
    }

    static Map<String, String> read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            Map<String, String> data = new LinkedHashMap<>();
            json.keySet().forEach(key -> data.put(key, json.getString(key)));
            return data;
        }
    }
}
