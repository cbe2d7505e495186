package dev.webauth.impl.crypto;

import dev.webauth.impl.config.Secret;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.logging.Logger;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under a key derived from {@code webauth.secret-key}, for what must be read again: the
 * copy of an API key, a link that waits to be mailed, the state of a log-in at a provider. The
 * purpose is bound in, so that a value sealed for one place opens in no other.
 */
@ApplicationScoped
public class Seal {

    private static final Logger LOG = Logger.getLogger("dev.webauth");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int IV = 12;
    private static final int TAG_BITS = 128;

    @Inject WebAuthConfig config;
    @Inject Settings settings;

    private volatile SecretKeySpec key;

    /** Seals a text for a purpose. */
    public String seal(String purpose, String text) {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, purpose, iv)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens what was sealed for the same purpose under the same key; empty for anything else. */
    public Optional<String> open(String purpose, String sealed) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed);
            if (all.length < IV + TAG_BITS / 8) {
                return Optional.empty();
            }
            byte[] iv = java.util.Arrays.copyOf(all, IV);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, purpose, iv).doFinal(all, IV, all.length - IV);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec key() throws GeneralSecurityException {
        if (key == null) {
            String secret = config.secretKey().map(Secret::value).orElseGet(this::generated);
            byte[] derived = hmac(secret.getBytes(StandardCharsets.UTF_8), "webauth seal 1");
            key = new SecretKeySpec(derived, "AES");
        }
        return key;
    }

    /** Derives a token from a text: the same text gives the same token under the same key. */
    public Token derive(String purpose, String text) {
        try {
            byte[] mac = hmac(key().getEncoded(), purpose + ":" + text);
            return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String generated() {
        LOG.warning(
                "webauth.secret-key is not set: using one that is kept in the database, beside what"
                        + " it protects. Set it to 32 or more random characters.");
        return settings.getOrCreate("secret-key", () -> Token.random().value());
    }
}
