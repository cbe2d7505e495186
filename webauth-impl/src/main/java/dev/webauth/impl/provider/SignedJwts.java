package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Verifies providers' signatures (RFC 7515) with their published keys. Only asymmetric algorithms
 * are accepted, so that neither our client secret nor a public key can serve as a symmetric key.
 */
@ApplicationScoped
class SignedJwts {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512,
                    JWSAlgorithm.EdDSA,
                    JWSAlgorithm.Ed25519);

    @Inject Endpoints endpoints;
    @Inject SigningKeys keys;

    /**
     * Parses a JWT and verifies its signature.
     *
     * @param name the kind of token, for the log
     */
    SignedJWT verified(String name, String text, Client client, Deadline deadline)
            throws ProviderFailure {
        SignedJWT jwt = parse(name, text);
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        if (!ALGORITHMS.contains(algorithm)) {
            throw invalid(name, "its alg is " + algorithm + "; accepted are " + accepted());
        }
        List<JWK> candidates =
                keys.find(endpoints.jwks(client, deadline), jwt.getHeader(), deadline);
        if (candidates.stream().noneMatch(key -> isSignedBy(key, jwt))) {
            throw invalid(name, "its signature (" + algorithm + ") is wrong");
        }
        return jwt;
    }

    /** The claims, parsed as strictly as all JSON: Nimbus would replace invalid UTF-8. */
    static JsonObject claims(SignedJWT jwt) throws ProviderFailure {
        return ProviderJson.object(
                new ProviderAnswer(200, "application/json", jwt.getPayload().toBytes()));
    }

    private static SignedJWT parse(String name, String text) throws ProviderFailure {
        try {
            return SignedJWT.parse(text);
        } catch (ParseException | RuntimeException e) {
            throw invalid(name, "it is not a signed JWT; accepted are " + accepted());
        }
    }

    private static Set<String> accepted() {
        Set<String> names = new TreeSet<>();
        ALGORITHMS.forEach(algorithm -> names.add(algorithm.getName()));
        return names;
    }

    private static boolean isSignedBy(JWK key, SignedJWT jwt) {
        try {
            return verifier(key).verify(jwt.getHeader(), jwt.getSigningInput(), jwt.getSignature());
        } catch (JOSEException | RuntimeException e) {
            // This key is unusable; another one may have made the signature.
            return false;
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        } else if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec);
        } else if (key instanceof OctetKeyPair pair) {
            return new EdDsaVerifier(pair);
        }
        throw new JOSEException("A key of type " + key.getKeyType() + " cannot verify signatures");
    }

    private static ProviderFailure invalid(String name, String why) {
        return ProviderFailure.wrong("id_token_invalid", "the " + name + " is refused: " + why);
    }
}
