package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test vectors of WebAuthn Level 3. */
class W3cVectorsTest {

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with("public-url", "https://example.org", "dev-mode", "false");

    private static final Properties VECTORS = read();

    private final Verifier verifier = APP.bean(Verifier.class);

    private static Properties read() {
        Properties vectors = new Properties();
        try (InputStream in = W3cVectorsTest.class.getResourceAsStream("w3c-vectors.properties")) {
            vectors.load(in);
            return vectors;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response response(String vector, String ceremony, String... fields) {
        JsonObjectBuilder response = Json.createObjectBuilder();
        for (String field : fields) {
            response.add(field, base64url(vector + "." + ceremony + "." + field));
        }
        return new Response(
                Json.createObjectBuilder()
                        .add("id", base64url(vector + ".credentialId"))
                        .add("response", response)
                        .build());
    }

    private static String base64url(String name) {
        return Response.encode(HexFormat.of().parseHex(VECTORS.getProperty(name)));
    }

    private NewCredential register(String vector) {
        Response response = response(vector, "registration", "clientDataJSON", "attestationObject");
        return verifier.registration(response, true, false);
    }

    private Verifier.Use authenticate(String vector, NewCredential made) throws Exception {
        return verifier.authentication(
                response(
                        vector,
                        "authentication",
                        "clientDataJSON",
                        "authenticatorData",
                        "signature"),
                new PasskeyRow(1, "handle", made, "name", OffsetDateTime.now()),
                false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none-es256",
                "packed-self-es256",
                "none-es256-long-credential-id",
                "packed-es256",
                "packed-rs256",
                "packed-eddsa"
            })
    void what_is_offered_is_accepted(String vector) throws Exception {
        NewCredential made = register(vector);
        assertThat(made.credentialId()).isEqualTo(base64url(vector + ".credentialId"));
        authenticate(vector, made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Algorithms that are not offered.
                "packed-es384",
                "packed-es512",
                "packed-ed448",
                // Framed by another site.
                "none-es256-crossOrigin",
                "none-es256-topOrigin",
                // Formats that nobody sends who was asked for none.
                "tpm-es256",
                "android-key-es256",
                "apple-es256",
                "fido-u2f-es256"
            })
    void what_is_not_offered_is_refused(String vector) {
        assertThatThrownBy(() -> register(vector)).isInstanceOf(WebAuthException.class);
    }

    @Test
    void the_signature_of_another_vector_is_refused() {
        NewCredential made = register("packed-es256");
        assertThatThrownBy(() -> authenticate("none-es256", made))
                .isInstanceOf(AccessDeniedException.class);
    }
}
