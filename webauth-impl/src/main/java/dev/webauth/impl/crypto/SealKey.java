package dev.webauth.impl.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a key that is derived from a secret.
 *
 * @param id identifies the key in sealed values; it does not reveal the secret
 */
record SealKey(String id, SecretKeySpec key) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 6;

    static SealKey of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] id = Arrays.copyOf(hmac(bytes, "webauth seal id 1"), ID_BYTES);
        return new SealKey(
                Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                new SecretKeySpec(hmac(bytes, "webauth seal 1"), "AES"));
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Token derive(String purpose, String text) {
        byte[] mac = hmac(key.getEncoded(), purpose + ":" + text);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
    }

    String seal(String purpose, String text) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, purpose, iv)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<String> open(String purpose, String sealed) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed);
            if (all.length < IV_BYTES + TAG_BITS / 8) {
                return Optional.empty();
            }
            byte[] iv = Arrays.copyOf(all, IV_BYTES);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, purpose, iv)
                            .doFinal(all, IV_BYTES, all.length - IV_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SealKey[" + id + "]";
    }
}
