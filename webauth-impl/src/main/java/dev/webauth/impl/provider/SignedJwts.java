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
 * Verifies what providers sign (RFC 7515), with the keys they publish. Only asymmetric algorithms
 * pass: our secret must not be a key, nor a public key a secret.
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
     * Reads a JWT whose signature is right.
     *
     * @param name what it is, for the log
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

    /** The claims, as strictly read as all JSON: Nimbus would replace bytes that are not UTF-8. */
    static JsonObject claims(SignedJWT jwt) throws ProviderFailure {
        return ProviderJson.object(
                new ProviderAnswer(200, "application/json", jwt.getPayload().toBytes()));
    }

    private static SignedJWT parse(String name, String text) throws ProviderFailure {
        try {
            return SignedJWT.parse(text);
        } catch (ParseException | RuntimeException e) {
            throw invalid(name, "it is no signed JWT; accepted are " + accepted());
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
            // A key that cannot be used: another may have made the signature.
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
        throw new JOSEException("A key of type " + key.getKeyType() + " verifies nothing");
    }

    private static ProviderFailure invalid(String name, String why) {
        return ProviderFailure.wrong("id_token_invalid", "the " + name + " is refused: " + why);
    }
}
