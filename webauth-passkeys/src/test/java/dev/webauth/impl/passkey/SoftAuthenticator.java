package dev.webauth.impl.passkey;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An authenticator with one passkey, and the browser around it; both can lie. */
final class SoftAuthenticator {

    static final int UP = 0x01;
    static final int UV = 0x04;
    static final int BE = 0x08;
    static final int BS = 0x10;
    private static final int AT = 0x40;

    /** COSE algorithms. */
    static final int ES256 = -7;

    static final int EDDSA = -8;
    static final int RS256 = -257;
    static final int ES384 = -35;

    private final int algorithm;
    private final KeyPair keys;
    byte[] credentialId = random(32);
    private byte[] userHandle;
    String origin = "http://localhost:8080";
    String rpId = "localhost";
    Optional<Boolean> crossOrigin = Optional.empty();
    int flags = UP | UV;
    int counter;

    SoftAuthenticator() {
        this(ES256);
    }

    SoftAuthenticator(int algorithm) {
        this.algorithm = algorithm;
        this.keys = keys(algorithm);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static KeyPair keys(int algorithm) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(
                            switch (algorithm) {
                                case EDDSA -> "Ed25519";
                                case RS256 -> "RSA";
                                default -> "EC";
                            });
            if (algorithm == ES256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else if (algorithm == ES384) {
                generator.initialize(new ECGenParameterSpec("secp384r1"));
            } else if (algorithm == RS256) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SoftAuthenticator withFlags(int flags) {
        this.flags = flags;
        return this;
    }

    String id() {
        return encode(credentialId);
    }

    /** Claims to belong to another account. */
    SoftAuthenticator withUserHandle(String handle) {
        userHandle = decode(handle);
        return this;
    }

    /** What the browser sends for {@code navigator.credentials.create}. */
    JsonObject create(JsonObject options) {
        userHandle = decode(options.getJsonObject("user").getString("id"));
        byte[] key = Cbor.of(coseKey());
        byte[] data =
                concat(
                        header(flags | AT),
                        new byte[16],
                        ByteBuffer.allocate(2).putShort((short) credentialId.length).array(),
                        credentialId,
                        key);
        byte[] attestation = Cbor.of(attestationObject(data));
        return response(
                Json.createObjectBuilder()
                        .add("clientDataJSON", encode(clientData("webauthn.create", options)))
                        .add("attestationObject", encode(attestation))
                        .add("transports", Json.createArrayBuilder().add("internal"))
                        .build());
    }

    static Map<Object, Object> attestationObject(byte[] authenticatorData) {
        Map<Object, Object> attestation = new LinkedHashMap<>();
        attestation.put("fmt", "none");
        attestation.put("attStmt", Map.of());
        attestation.put("authData", authenticatorData);
        return attestation;
    }

    /** What the browser sends for {@code navigator.credentials.get}; the counter grows. */
    JsonObject get(JsonObject options) {
        counter++;
        byte[] clientData = clientData("webauthn.get", options);
        byte[] data = header(flags);
        return response(
                Json.createObjectBuilder()
                        .add("clientDataJSON", encode(clientData))
                        .add("authenticatorData", encode(data))
                        .add("signature", encode(sign(concat(data, sha256(clientData)))))
                        .add("userHandle", encode(userHandle))
                        .build());
    }

    private JsonObject response(JsonObject response) {
        return Json.createObjectBuilder()
                .add("id", id())
                .add("rawId", id())
                .add("type", "public-key")
                .add("response", response)
                .add("clientExtensionResults", Json.createObjectBuilder())
                .build();
    }

    private byte[] clientData(String type, JsonObject options) {
        var json =
                Json.createObjectBuilder()
                        .add("type", type)
                        .add("challenge", options.getString("challenge"))
                        .add("origin", origin);
        crossOrigin.ifPresent(cross -> json.add("crossOrigin", cross));
        return json.build().toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] header(int flags) {
        return concat(
                sha256(rpId.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) flags},
                ByteBuffer.allocate(4).putInt(counter).array());
    }

    private Map<Object, Object> coseKey() {
        Map<Object, Object> key = new LinkedHashMap<>();
        PublicKey own = keys.getPublic();
        if (own instanceof ECPublicKey point) {
            int length = algorithm == ES256 ? 32 : 48;
            key.put(1, 2);
            key.put(3, algorithm);
            key.put(-1, algorithm == ES256 ? 1 : 2);
            key.put(-2, unsigned(point.getW().getAffineX(), length));
            key.put(-3, unsigned(point.getW().getAffineY(), length));
        } else if (own instanceof RSAPublicKey rsa) {
            key.put(1, 3);
            key.put(3, algorithm);
            key.put(-1, unsigned(rsa.getModulus(), 256));
            key.put(-2, rsa.getPublicExponent().toByteArray());
        } else {
            byte[] encoded = own.getEncoded();
            key.put(1, 1);
            key.put(3, algorithm);
            key.put(-1, 6);
            key.put(-2, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        }
        return key;
    }

    private static byte[] unsigned(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int from = Math.max(0, bytes.length - length);
        int count = bytes.length - from;
        System.arraycopy(bytes, from, fixed, length - count, count);
        return fixed;
    }

    private byte[] sign(byte[] data) {
        try {
            Signature signature =
                    Signature.getInstance(
                            switch (algorithm) {
                                case EDDSA -> "Ed25519";
                                case RS256 -> "SHA256withRSA";
                                case ES384 -> "SHA384withECDSA";
                                default -> "SHA256withECDSA";
                            });
            signature.initSign(keys.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
