package dev.webauth.impl.dev;

import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.HtmlPage;
import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user's data in a provider's format, distributed over the endpoints that return it. */
final class Profile {

    /** The tenant in Microsoft's tokens. */
    static final String TENANT = "51a1a7ed-0000-4000-8000-00000000da7a";

    private final FieldTree claims = new FieldTree();
    private final Optional<Object> emails;
    private final Optional<Object> posted;

    private Profile(Client client, Persona persona, boolean withEmail) {
        writeSubject(client, persona.sub());
        claims.put(client.text("picture-unless"), false);
        claims.put(client.text("picture"), picture(client));
        if (!persona.name().isEmpty()) {
            claims.text(client.text("name"), escaped(client, persona.name()), " ");
        }
        if (withEmail) {
            writeEmail(client, persona);
        }
        emails = client.text("emails-uri").isEmpty() ? Optional.empty() : taken("emails");
        posted = client.is("response-mode", "form_post") ? taken("user") : Optional.empty();
    }

    static Profile of(Client client, Persona persona) {
        return new Profile(client, persona, true);
    }

    /** The data that an app gets without the permission for the e-mail address. */
    static Profile withoutEmail(Client client, Persona persona) {
        return new Profile(client, persona, false);
    }

    private void writeSubject(Client client, String sub) {
        if (ProviderQuirks.has(client, "sub-is-number") && sub.matches("[1-9]\\d{0,17}")) {
            claims.put(client.text("sub"), Long.valueOf(sub));
        } else {
            claims.text(client.text("sub"), sub, ":");
        }
        if (client.isOpenId()) {
            // If the subject has two parts, the second one identifies the user.
            String[] parts = sub.split(":", FieldTree.paths(client.text("sub")).length);
            claims.member("sub", parts[parts.length - 1]);
        }
    }

    private void writeEmail(Client client, Persona persona) {
        boolean onlyVerified = client.isTrue("email-verified");
        if (persona.email().isEmpty() || onlyVerified && !persona.emailVerified()) {
            return;
        }
        claims.put(client.text("email"), escaped(client, persona.email()));
        Object verified =
                ProviderQuirks.has(client, "verified-as-text")
                        ? String.valueOf(persona.emailVerified())
                        : persona.emailVerified();
        claims.put(client.text("email-verified"), verified);
    }

    /** A URL that no network resolves (RFC 6761). */
    private static String picture(Client client) {
        String url = "https://picture.invalid/" + client.id() + ".png";
        return escaped(
                client,
                client.isTrue("picture-without-query") ? url + "?width=256&s=simulated" : url);
    }

    private static String escaped(Client client, String text) {
        return client.isTrue("html-escaped") ? HtmlPage.escape(text) : text;
    }

    private Optional<Object> taken(String key) {
        return Optional.ofNullable(claims.remove(key));
    }

    /** The claims of UserInfo and of the ID Token. */
    FieldTree claims() {
        return claims;
    }

    /** The answer of the endpoint for e-mail addresses; an empty list for a user without one. */
    JsonStructure emails() {
        return emails.map(Profile::json).orElse(JsonValue.EMPTY_JSON_ARRAY);
    }

    /** The user data that the browser posts together with the code, at the first sign-in only. */
    Optional<String> posted() {
        return posted.map(user -> json(user).toString());
    }

    @SuppressWarnings("unchecked")
    private static JsonStructure json(Object tree) {
        return tree instanceof List<?> list
                ? Json.createArrayBuilder(list).build()
                : Json.createObjectBuilder((Map<String, Object>) tree).build();
    }
}
