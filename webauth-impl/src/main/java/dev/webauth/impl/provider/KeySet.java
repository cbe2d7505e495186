package dev.webauth.impl.provider;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** The usable keys of a provider's JWK Set. */
record KeySet(List<JWK> keys) {

    static final KeySet EMPTY = new KeySet(List.of());

    /**
     * Reads a set key by key. An unusable key is skipped, whatever is wrong with it (RFC 7517, 5),
     * so that one bad key does not end all sign-ins.
     */
    static KeySet read(JsonObject document) throws ProviderFailure {
        if (!(document.get("keys") instanceof JsonArray members)) {
            throw ProviderFailure.wrong("answer_invalid", "the key set has no array \"keys\"");
        }
        return new KeySet(members.stream().flatMap(member -> key(member).stream()).toList());
    }

    private static Optional<JWK> key(JsonValue member) {
        try {
            JWK key = JWK.parse(member.toString());
            // A published private or symmetric key proves nothing.
            return key.isPrivate() ? Optional.empty() : Optional.of(key);
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The keys that may have made a signature; several may have the same id. */
    List<JWK> matching(JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null ? List.of() : keys.stream().filter(matcher::matches).toList();
    }
}
