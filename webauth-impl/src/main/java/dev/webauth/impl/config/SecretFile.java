package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads a secret from a file, as container platforms supply it. */
final class SecretFile {

    private static final int MAX_BYTES = 65_536;

    private SecretFile() {}

    /** The text of the file that a key names, without trailing line ends. */
    static String read(String key, String file) {
        String text;
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw wrong(key, "names " + file + ", which has more than " + MAX_BYTES + " bytes");
            }
            text =
                    Files.readString(path)
                            .replaceFirst("^\ufeff", "")
                            .replaceFirst("[\\r\\n]+$", "");
        } catch (IOException | InvalidPathException e) {
            String reason = e.getClass().getSimpleName();
            throw wrong(key, "names " + file + ", which cannot be read: " + reason);
        }
        if (text.isBlank()) {
            throw wrong(key, "names " + file + ", which is empty");
        }
        return text;
    }
}
