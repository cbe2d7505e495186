package dev.webauth.impl.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.NullSelfAttestationTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The checks of WebAuthn Level 3, sections 7.1 and 7.2. Whose authenticator it is does not matter
 * here: no attestation is asked for, and the signature of one that comes must be right.
 */
@ApplicationScoped
class Verifier {

    private static final Logger LOG = Logger.getLogger("dev.webauth.passkey");
    private static final int MAX_PUBLIC_KEY_LENGTH = 4000;

    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            Options.ALGORITHMS.stream()
                    .map(
                            algorithm ->
                                    new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY,
                                            COSEAlgorithmIdentifier.create(algorithm)))
                    .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager =
            new WebAuthnManager(
                    List.of(
                            new NoneAttestationStatementVerifier(),
                            new PackedAttestationStatementVerifier()),
                    new NullCertPathTrustworthinessVerifier(),
                    new NullSelfAttestationTrustworthinessVerifier(),
                    converter);

    @Inject RelyingParty relyingParty;

    /** The counter did not grow: two devices may hold the key. */
    static final class CloneSuspected extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** What an authenticator told with a use of its key. */
    record Use(long signCount, boolean backedUp) {}

    static AccessDeniedException refused() {
        return new AccessDeniedException("passkey_refused", "The passkey was not accepted");
    }

    /**
     * Checks a new passkey.
     *
     * @param present whether somebody must have touched the authenticator
     * @param verified whether it must have verified its user
     */
    NewCredential registration(Response response, boolean present, boolean verified) {
        RegistrationData data =
                read(
                        () ->
                                manager.parse(
                                        new RegistrationRequest(
                                                response.bytes("attestationObject"),
                                                response.bytes("clientDataJSON"))));
        ServerProperty server = server(response);
        try {
            manager.verify(data, new RegistrationParameters(server, ALGORITHMS, verified, present));
        } catch (RuntimeException e) {
            throw refuse(e);
        }
        AuthenticatorData<?> told = data.getAttestationObject().getAuthenticatorData();
        AttestedCredentialData made = told.getAttestedCredentialData();
        String key =
                Response.encode(converter.getCborConverter().writeValueAsBytes(made.getCOSEKey()));
        if (key.length() > MAX_PUBLIC_KEY_LENGTH) {
            throw refused();
        }
        return new NewCredential(
                Response.encode(made.getCredentialId()),
                key,
                told.getSignCount(),
                made.getAaguid().toString(),
                response.transports(),
                told.isFlagBE(),
                told.isFlagBS());
    }

    /** Checks a use of a passkey. */
    Use authentication(Response response, PasskeyRow row, boolean verified) throws CloneSuspected {
        AuthenticationData data =
                read(
                        () ->
                                manager.parse(
                                        new AuthenticationRequest(
                                                bytes(response.credentialId()),
                                                response.bytes("authenticatorData"),
                                                response.bytes("clientDataJSON"),
                                                response.bytes("signature"))));
        ServerProperty server = server(response);
        try {
            manager.verify(
                    data, new AuthenticationParameters(server, record(row), null, verified, true));
        } catch (MaliciousCounterValueException e) {
            throw new CloneSuspected();
        } catch (RuntimeException e) {
            throw refuse(e);
        }
        AuthenticatorData<?> told = data.getAuthenticatorData();
        return new Use(told.getSignCount(), told.isFlagBS());
    }

    private CredentialRecordImpl record(PasskeyRow row) {
        COSEKey key = converter.getCborConverter().readValue(bytes(row.publicKey()), COSEKey.class);
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                row.backupEligible(),
                row.backedUp(),
                row.signCount(),
                new AttestedCredentialData(
                        new AAGUID(row.aaguid()), bytes(row.credentialId()), key),
                null,
                null,
                null,
                Set.of());
    }

    private ServerProperty server(Response response) {
        return ServerProperty.builder()
                .origin(new Origin(relyingParty.origin()))
                .rpId(relyingParty.id())
                .challenge(new DefaultChallenge(bytes(response.challenge())))
                .build();
    }

    private static byte[] bytes(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    /** The parser throws many exceptions for what is no CBOR, or lacks a field. */
    private static <T> T read(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (WebAuthException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The answer of a passkey cannot be read: {0}", e.toString());
            throw Response.malformed();
        }
    }

    /** Says in the log what is wrong; also a field that is missing has exceptions of its own. */
    private static WebAuthException refuse(RuntimeException e) {
        LOG.log(Level.FINE, "A passkey was refused: {0}", e.toString());
        return e instanceof VerificationException ? refused() : Response.malformed();
    }
}
