package dev.webauth.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {

    @TempDir Path temp;
    Path home;
    Path ours;

    @BeforeEach
    void unpack_a_server() throws IOException {
        home = temp.resolve("home");
        ours = temp.resolve("ours");
        write(home.resolve("standalone/configuration/standalone.xml"), "<server/>");
        write(home.resolve("standalone/configuration/logging.properties"), "theirs");
        write(ours.resolve("logging.properties"), "ours");
    }

    @Test
    void our_settings_override_those_of_the_unpacked_server() throws IOException {
        ServerDirectory directory = create();

        assertThat(directory.configuration("standalone.xml")).hasContent("<server/>");
        assertThat(directory.configuration("logging.properties")).hasContent("ours");
    }

    @Test
    void nothing_is_left_of_an_earlier_run() throws IOException {
        create().deploy(ours.resolve("logging.properties"), "ROOT.war");

        assertThat(create().base().resolve("deployments")).isEmptyDirectory();
    }

    @Test
    void marker_files_show_the_result_of_a_deployment() throws IOException {
        ServerDirectory directory = create();
        assertThat(directory.deployed("ROOT.war")).isFalse();
        assertThat(directory.failed("ROOT.war")).isFalse();

        write(directory.base().resolve("deployments/ROOT.war.deployed"), "");
        write(directory.base().resolve("deployments/driver.jar.failed"), "");

        assertThat(directory.deployed("ROOT.war")).isTrue();
        assertThat(directory.failed("driver.jar")).isTrue();
    }

    @Test
    void causes_are_reported_once_and_without_a_log_there_are_none() throws IOException {
        ServerDirectory directory = create();
        assertThat(directory.causes()).isEmpty();

        write(directory.log(), "ERROR x\n\tat y\nCaused by: a\n   Caused by: a\n\tSuppressed: b\n");

        assertThat(directory.causes()).containsExactly("Caused by: a", "Suppressed: b");
    }

    private ServerDirectory create() throws IOException {
        return ServerDirectory.create(temp.resolve("base"), home, ours);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
