package dev.webauth.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Passes {@link Fields} to a resource method. It is stricter than {@code @FormParam}, which takes
 * the first of two fields, replaces invalid characters, and reads a body of any size. It handles
 * every media type, because Jersey passes null to the method if no reader accepts an empty body
 * without a type.
 */
@Provider
public class FieldsReader implements MessageBodyReader<Fields> {

    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public boolean isReadable(
            Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Fields.class;
    }

    @Override
    public Fields readFrom(
            Class<Fields> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        if (!MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(media)
                || media.isWildcardType()) {
            throw new NotSupportedException();
        }
        byte[] bytes = bytes(body);
        if (bytes.length > MAX_BYTES) {
            throw new ClientErrorException(Status.REQUEST_ENTITY_TOO_LARGE);
        }
        try {
            return Fields.parse(new String(bytes, ISO_8859_1));
        } catch (IllegalArgumentException malformed) {
            throw new BadRequestException(malformed);
        }
    }

    /** A body that cannot be read is an error of the client, such as chunks without a length. */
    private static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(MAX_BYTES + 1);
        } catch (IOException broken) {
            throw new BadRequestException(broken);
        }
    }
}
