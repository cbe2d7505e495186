package dev.webauth.impl.provider;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider's response to one request. */
record ProviderAnswer(int status, String contentType, byte[] body) {

    private static final Pattern CHARSET =
            Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]+)");

    boolean isOk() {
        return status / 100 == 2;
    }

    boolean isHtml() {
        return isType("text/html") || isType("application/xhtml+xml");
    }

    boolean isJwt() {
        return isType("application/jwt");
    }

    private boolean isType(String type) {
        return contentType.toLowerCase(Locale.ROOT).split(";")[0].strip().equals(type);
    }

    /**
     * The body as text, without a byte order mark. Bytes that are invalid in the charset are
     * refused, because replacing them would damage names silently.
     */
    String text() throws ProviderFailure {
        Charset charset = byteOrderMark();
        try {
            String text =
                    (charset == null ? declared() : charset)
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw ProviderFailure.wrong(
                    "answer_invalid",
                    "the body is not in the charset of its type \""
                            + contentType
                            + "\" (UTF-8 if it names none)");
        }
    }

    /** The charset of the byte order mark; null if there is none. */
    private Charset byteOrderMark() {
        if (startsWith(0xef, 0xbb, 0xbf)) {
            return StandardCharsets.UTF_8;
        } else if (startsWith(0xfe, 0xff)) {
            return StandardCharsets.UTF_16BE;
        }
        return startsWith(0xff, 0xfe) ? StandardCharsets.UTF_16LE : null;
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (body.length <= i || (body[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The declared charset; UTF-8 if none is declared, as JSON requires (RFC 8259, 8.1). */
    private Charset declared() {
        Matcher charset = CHARSET.matcher(contentType);
        return charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8;
    }
}
