package dev.webauth.it.rig;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server. It keeps its port and its data when it is stopped and started. */
public final class Postgres {

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;
    private boolean running;

    private Postgres(Path data, int port) {
        this.data = data;
        this.port = port;
        this.server = run();
        this.running = true;
    }

    /** Starts a server with empty data in a folder of this name. */
    public static Postgres start(String folder) {
        Path data = Path.of(System.getProperty("webauth.it.target"), folder);
        Rig.delete(data);
        return new Postgres(data, Rig.freePorts(1).get(0));
    }

    private EmbeddedPostgres run() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    // 0 is PostgreSQL's default: then no transaction can span two databases.
                    .setServerConfig("max_prepared_transactions", "20")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    /** Whether it is running. */
    public boolean isRunning() {
        return running;
    }

    /** Stops it and closes every connection. */
    public void stop() {
        try {
            running = false;
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not stop", e);
        }
    }

    /** Starts it again, on the same port with the same data. */
    public void startAgain() {
        server = run();
        running = true;
    }

    /** Makes an empty database. */
    public Db create(String name) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + "\"");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Db("jdbc:postgresql://127.0.0.1:" + port + "/" + name);
    }
}
