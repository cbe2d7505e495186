package dev.webauth.impl.rig;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a request as a servlet container reads them: the query in UTF-8, a form in the
 * charset of the request, by default ISO-8859-1. Containers accept a limited number of parameters
 * and throw different exceptions.
 */
final class ContainerForm {

    private static final int MAX_PARAMETERS = 1000;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^;\"\\s]+)");

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int count;

    ContainerForm(String query, byte[] body, Charset charset) {
        add(query == null ? "" : query, StandardCharsets.UTF_8);
        add(new String(body, StandardCharsets.ISO_8859_1), charset);
    }

    static boolean isForm(String contentType) {
        return contentType.startsWith("application/x-www-form-urlencoded");
    }

    /** The charset that the client names; null if it names none. */
    static String charset(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        return charset.find() ? charset.group(1) : null;
    }

    private void add(String text, Charset charset) {
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                if (++count > MAX_PARAMETERS) {
                    throw new IllegalStateException("UT000047: The number of parameters exceeded");
                }
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(
                                URLDecoder.decode(parts[0], charset), name -> new ArrayList<>())
                        .add(parts.length < 2 ? "" : URLDecoder.decode(parts[1], charset));
            }
        }
    }

    Map<String, String[]> values() {
        Map<String, String[]> arrays = new LinkedHashMap<>();
        values.forEach((name, all) -> arrays.put(name, all.toArray(String[]::new)));
        return arrays;
    }
}
