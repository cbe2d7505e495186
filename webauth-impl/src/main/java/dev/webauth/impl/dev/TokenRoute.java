package dev.webauth.impl.dev;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator's token endpoint (RFC 6749, 4.1.3): exchanges a code for tokens, once. */
@ApplicationScoped
@Route.Name(DevGate.NAME)
class TokenRoute implements Route {

    private static final String OK_FALSE = "ok-false";

    @Inject Simulator simulator;
    @Inject Grants grants;
    @Inject ClientAuthenticationCheck authentication;
    @Inject IdTokenSigner signer;

    @Override
    public boolean serves(List<String> path) {
        return simulator.serves(path, List.of("token"));
    }

    @Override
    public void post(Exchange exchange) {
        Client client = simulator.client(exchange.path());
        try {
            Grants.Grant grant = granted(exchange, client);
            exchange.json(200, tokens(client, grant).json());
        } catch (SimulatorError e) {
            refuse(exchange, client, e);
        }
    }

    private Grants.Grant granted(Exchange exchange, Client client) throws SimulatorError {
        if (!has(exchange, "grant_type", "authorization_code")) {
            throw SimulatorError.of(400, "unsupported_grant_type", "must be authorization_code");
        }
        authentication.check(exchange, client);
        Grants.Grant grant =
                exchange.formParameter("code")
                        .flatMap(code -> grants.take(client.id(), code))
                        .orElseThrow(() -> invalid("the code is unknown, was used, or is too old"));
        if (!has(exchange, "redirect_uri", simulator.callback(client))) {
            throw invalid("redirect_uri differs from that of the authorization request");
        }
        checkVerifier(exchange, grant);
        for (Map.Entry<String, String> extra : grant.extra().entrySet()) {
            if (!has(exchange, extra.getKey(), extra.getValue())) {
                throw invalid(extra.getKey() + " must be that of the callback");
            }
        }
        return grant;
    }

    private static void checkVerifier(Exchange exchange, Grants.Grant grant) throws SimulatorError {
        Optional<String> challenge = grant.request().value("code_challenge");
        if (challenge.isEmpty() && exchange.has("code_verifier")) {
            // LinkedIn refuses it with this message.
            throw SimulatorError.of(401, "invalid_client", "code_verifier is not allowed");
        }
        boolean right =
                challenge.isEmpty()
                        || exchange.formParameter("code_verifier")
                                .filter(verifier -> fits(verifier, challenge.get()))
                                .isPresent();
        if (!right) {
            throw invalid("code_verifier does not match the code_challenge");
        }
    }

    private static boolean fits(String verifier, String challenge) {
        try {
            return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                    .getValue()
                    .equals(challenge);
        } catch (IllegalArgumentException e) {
            // The verifier does not have the form of RFC 7636, 4.1.
            return false;
        }
    }

    private static boolean has(Exchange exchange, String name, String value) {
        return exchange.formParameter(name).filter(value::equals).isPresent();
    }

    private static SimulatorError invalid(String why) {
        return SimulatorError.of(400, "invalid_grant", why);
    }

    private FieldTree tokens(Client client, Grants.Grant grant) {
        String accessToken = grants.accessToken(grant);
        String scope = grant.request().value("scope").orElse("");
        FieldTree tokens = new FieldTree();
        if (ProviderQuirks.of(client, "refusal", "").equals(OK_FALSE)) {
            tokens.member("ok", true);
        }
        tokens.put(client.text("access-token"), accessToken);
        tokens.member("token_type", "Bearer");
        tokens.member("expires_in", Grants.LIFETIME.toSeconds());
        tokens.member(
                "scope",
                ProviderQuirks.has(client, "scope-as-list") ? List.of(scope.split(" ")) : scope);
        if (client.isOpenId()) {
            tokens.member("id_token", signer.sign(client, grant, accessToken));
        }
        return tokens;
    }

    private static void refuse(Exchange exchange, Client client, SimulatorError refusal) {
        String quirk = ProviderQuirks.of(client, "refusal", "standard");
        FieldTree answer = new FieldTree();
        if (quirk.equals(OK_FALSE)) {
            answer.member("ok", false);
        }
        answer.member("error", refusal.code());
        answer.member("error_description", refusal.getMessage());
        exchange.json(quirk.equals("standard") ? refusal.status() : 200, answer.json());
    }
}
