package dev.webauth.it.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests as bytes, so that the client costs little. */
final class Http {

    private Http() {}

    static byte[] get(String path, String... headers) {
        return request("GET", path, "", headers);
    }

    /** A form that a page of the same site sends. */
    static byte[] post(String path, String form, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type: application/x-www-form-urlencoded";
        all[headers.length + 1] = "Sec-Fetch-Site: same-origin";
        return request("POST", path, form, all);
    }

    private static byte[] request(String verb, String path, String body, String... headers) {
        StringBuilder text =
                new StringBuilder(verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (verb.equals("POST")) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.US_ASCII);
    }
}
