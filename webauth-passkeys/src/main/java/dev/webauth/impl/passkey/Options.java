package dev.webauth.impl.passkey;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What browsers are asked for, as JSON (WebAuthn Level 3, 5.1.8 and 5.1.9). */
@ApplicationScoped
class Options {

    /** COSE algorithms: ES256, EdDSA, RS256. */
    static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    @Inject WebAuthConfig config;
    @Inject RelyingParty relyingParty;

    /** {@code PublicKeyCredentialCreationOptionsJSON}. */
    JsonObject creation(
            String challenge, String userHandle, String userName, List<PasskeyRow> present) {
        return Json.createObjectBuilder()
                .add(
                        "rp",
                        Json.createObjectBuilder()
                                .add("id", relyingParty.id())
                                .add("name", relyingParty.name()))
                .add(
                        "user",
                        Json.createObjectBuilder()
                                .add("id", userHandle)
                                .add("name", userName)
                                .add("displayName", userName))
                .add("challenge", challenge)
                .add("pubKeyCredParams", algorithms())
                .add("timeout", Challenges.LIFETIME.toMillis())
                .add("excludeCredentials", descriptors(present))
                .add(
                        "authenticatorSelection",
                        Json.createObjectBuilder()
                                .add("residentKey", "required")
                                .add("requireResidentKey", true)
                                .add("userVerification", verification()))
                .add("attestation", "none")
                .build();
    }

    private String verification() {
        return config.passkey().userVerification() ? "required" : "preferred";
    }

    private static JsonArray algorithms() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        ALGORITHMS.forEach(
                algorithm ->
                        all.add(
                                Json.createObjectBuilder()
                                        .add("type", "public-key")
                                        .add("alg", algorithm)));
        return all.build();
    }

    /**
     * {@code PublicKeyCredentialRequestOptionsJSON}.
     *
     * @param allowed the passkeys of an account that is known already; none lets the browser offer
     *     what it has, so that nobody learns the ids of an account's passkeys from an address
     */
    JsonObject request(String challenge, List<PasskeyRow> allowed, boolean verifyUser) {
        return Json.createObjectBuilder()
                .add("rpId", relyingParty.id())
                .add("challenge", challenge)
                .add("timeout", Challenges.LIFETIME.toMillis())
                .add("allowCredentials", descriptors(allowed))
                .add("userVerification", verifyUser ? "required" : "preferred")
                .build();
    }

    private static JsonArray descriptors(List<PasskeyRow> rows) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (PasskeyRow row : rows) {
            JsonObjectBuilder one =
                    Json.createObjectBuilder()
                            .add("type", "public-key")
                            .add("id", row.credentialId());
            if (!row.transports().isEmpty()) {
                one.add("transports", Json.createArrayBuilder(row.transports()));
            }
            all.add(one);
        }
        return all.build();
    }
}
