package dev.webauth.impl.dev;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Checks that a token request has exactly the client authentication that the provider wants. */
@ApplicationScoped
class ClientAuthenticationCheck {

    private static final String NONE = "none";
    private static final String SIGNED = "signed_client_secret";

    @Inject Now now;

    void check(Exchange exchange, Client client) throws SimulatorError {
        String method = method(client);
        boolean right =
                switch (method) {
                    case "client_secret_basic" -> isBasic(exchange, client);
                    case NONE -> isNamed(exchange, client) && !exchange.has("client_secret");
                    case SIGNED ->
                            isNamed(exchange, client)
                                    && secret(exchange)
                                            .filter(jwt -> isSigned(jwt, client))
                                            .isPresent();
                    default ->
                            isNamed(exchange, client)
                                    && secret(exchange)
                                            .filter(client.text("client-secret")::equals)
                                            .isPresent();
                };
        if (!right) {
            throw SimulatorError.of(
                    401, "invalid_client", "the client must authenticate by " + method + " only");
        }
    }

    /** The method of the preset; a client without a secret needs none. */
    private static String method(Client client) {
        if (client.signsSecret()) {
            return SIGNED;
        }
        return client.text("client-secret").isEmpty()
                ? NONE
                : client.text("token-endpoint-auth-method").replace(SIGNED, "client_secret_post");
    }

    /** Only in the form: two authentication methods are not allowed (RFC 6749, 2.3). */
    private static boolean isNamed(Exchange exchange, Client client) {
        return exchange.current().header("Authorization").isEmpty()
                && exchange.formParameter("client_id")
                        .filter(client.text("client-id")::equals)
                        .isPresent();
    }

    private static Optional<String> secret(Exchange exchange) {
        return exchange.formParameter("client_secret");
    }

    private static boolean isBasic(Exchange exchange, Client client) {
        Optional<String> header = exchange.current().header("Authorization");
        if (header.isEmpty() || exchange.has("client_secret")) {
            return false;
        }
        try {
            ClientSecretBasic basic = ClientSecretBasic.parse(header.get());
            return basic.getClientID().getValue().equals(client.text("client-id"))
                    && basic.getClientSecret().getValue().equals(client.text("client-secret"));
        } catch (ParseException e) {
            return false;
        }
    }

    /**
     * Apple's signed secret. The signature is not checked, because only Apple has the public key.
     */
    private boolean isSigned(String text, Client client) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    && client.text("key-id").equals(jwt.getHeader().getKeyID())
                    && client.text("team-id").equals(claims.getIssuer())
                    && client.text("client-id").equals(claims.getSubject())
                    && claims.getAudience().contains(client.text("issuer"))
                    && claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isAfter(now.instant());
        } catch (java.text.ParseException e) {
            return false;
        }
    }
}
