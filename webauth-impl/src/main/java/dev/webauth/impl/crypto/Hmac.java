package dev.webauth.impl.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC, which proves that the sender knows a secret without sending it. */
public final class Hmac {

    private Hmac() {}

    /** Returns the HMAC-SHA-256 in hexadecimal. */
    public static String sha256(String secret, String text) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .formatHex(hmac("HmacSHA256", key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the HMAC-SHA-1, which one-time passwords are computed from. */
    public static byte[] sha1(byte[] secret, byte[] text) {
        return hmac("HmacSHA1", secret, text);
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
