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
 * Where one server writes: made anew for each run, so that the unpacked server stays clean and two
 * demos can run side by side.
 */
record ServerDirectory(Path base) {

    private static final int MAX_CAUSES = 10;

    /** Several wrong settings come as suppressed exceptions of one. */
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

    /** Copies beside the scanned directory first: the server must not see half a file. */
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

    /** What the log gives as causes; the errors themselves were on the console already. */
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
