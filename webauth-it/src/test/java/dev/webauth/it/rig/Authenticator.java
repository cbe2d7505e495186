package dev.webauth.it.rig;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The authenticator app on somebody's phone, written from RFC 6238 and not from the library. */
public final class Authenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /** An app into which the key was typed. */
    public Authenticator(String key) {
        BigInteger number = BigInteger.ZERO;
        for (char c : key.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(c)));
        }
        byte[] bytes = number.toByteArray();
        secret = new byte[key.length() * 5 / 8];
        int used = Math.min(bytes.length, secret.length);
        System.arraycopy(bytes, bytes.length - used, secret, secret.length - used, used);
    }

    /** What it shows now. */
    public String code() {
        return code(Instant.now().getEpochSecond() / 30);
    }

    /** A code that it does not show, now or soon. */
    public String wrongCode() {
        long step = Instant.now().getEpochSecond() / 30;
        List<String> near =
                List.of(code(step - 2), code(step - 1), code(step), code(step + 1), code(step + 2));
        int number = 0;
        while (near.contains("%06d".formatted(number))) {
            number++;
        }
        return "%06d".formatted(number);
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
