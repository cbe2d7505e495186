package dev.webauth.impl.passkey;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes CBOR (RFC 8949): integers, byte strings, texts, maps. */
final class Cbor {

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int MAP = 5;

    private Cbor() {}

    static byte[] of(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, value);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        if (value instanceof Integer number) {
            head(out, number < 0 ? NEGATIVE : UNSIGNED, number < 0 ? -1 - number : number);
        } else if (value instanceof byte[] bytes) {
            head(out, BYTES, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head(out, TEXT, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof Map<?, ?> map) {
            head(out, MAP, map.size());
            map.forEach(
                    (name, entry) -> {
                        write(out, name);
                        write(out, entry);
                    });
        } else {
            throw new IllegalArgumentException(String.valueOf(value));
        }
    }

    private static void head(ByteArrayOutputStream out, int type, int length) {
        if (length < 24) {
            out.write(type << 5 | length);
        } else if (length < 0x100) {
            out.write(type << 5 | 24);
            out.write(length);
        } else {
            out.write(type << 5 | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        }
    }
}
