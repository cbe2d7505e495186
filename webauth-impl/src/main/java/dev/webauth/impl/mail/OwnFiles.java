package dev.webauth.impl.mail;

import dev.webauth.impl.config.MailConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The application's mail texts: files {@code webauth/mail/ID_LANGUAGE.txt}, or without language.
 */
final class OwnFiles {

    private OwnFiles() {}

    /** Whether the application has texts of a mail in a language. */
    static boolean has(String id, String language) {
        return url(id + "_" + language + ".txt").isPresent()
                && url(id + "_" + language + ".html").isPresent();
    }

    /** The file for that language, else the file for all languages. */
    static Optional<String> read(String id, String language, String type) {
        return file(id + "_" + language + type).or(() -> file(id + type));
    }

    private static Optional<String> file(String name) {
        return url(name).map(url -> read(name, url));
    }

    private static String read(String name, URL url) {
        try (InputStream in = url.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String id = name.replaceFirst("[_.].*", "");
            if (MailConfig.carriesLink(id) && !text.contains(Templates.LINK)) {
                throw new IllegalStateException(
                        "webauth/mail/" + name + " must contain " + Templates.LINK);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<URL> url(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = application == null ? OwnFiles.class.getClassLoader() : application;
        return Optional.ofNullable(loader.getResource("webauth/mail/" + name));
    }
}
