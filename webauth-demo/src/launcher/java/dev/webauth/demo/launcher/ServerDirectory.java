package dev.webauth.demo.launcher;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory to which one server writes. It is created anew for each run, so that the unpacked
 * server stays clean and two demos can run at the same time.
 */
record ServerDirectory(Path base) {

    private static final int MAX_CAUSES = 10;

    /** Several wrong settings are suppressed exceptions of one exception. */
    private static final Pattern CAUSE = Pattern.compile("^(Caused by|Suppressed): ");

    static ServerDirectory create(Path base, Path home, Path ours) throws IOException {
        delete(base);
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        copy(ours, base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        return new ServerDirectory(base);
    }

    Path configuration(String file) {
        return base.resolve("configuration").resolve(file);
    }

    Path log() {
        return base.resolve("log/server.log");
    }

    /** Copies to another directory first, because the server must not find an incomplete file. */
    void deploy(Path file, String name) throws IOException {
        Path whole = Files.copy(file, base.resolve(name), REPLACE_EXISTING);
        Files.move(whole, base.resolve("deployments").resolve(name), ATOMIC_MOVE);
    }

    boolean deployed(String name) {
        return Files.exists(base.resolve("deployments").resolve(name + ".deployed"));
    }

    boolean failed(String name) {
        return Files.exists(base.resolve("deployments").resolve(name + ".failed"));
    }

    /** The causes in the log. The errors themselves were printed to the console before. */
    List<String> causes() throws IOException {
        if (!Files.exists(log())) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log())) {
            return lines.map(String::strip)
                    .filter(CAUSE.asPredicate())
                    .distinct()
                    .limit(MAX_CAUSES)
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
