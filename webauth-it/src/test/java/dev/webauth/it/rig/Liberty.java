package dev.webauth.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The configuration file contains everything, including the default datasource that other servers
 * have.
 */
final class Liberty implements AppServer {

    private static final String NAME = "servers/webauth";
    private static final String DATASOURCES = "configDropins/overrides";

    private final Path home = Path.of(System.getProperty("webauth.it.server"));
    private final Path server =
            Path.of(System.getProperty("webauth.it.target"), "liberty").resolve(NAME);

    @Override
    public void prepare() {
        Rig.delete(server);
        layOut(server, Rig.httpPort());
        add(new Datasource("DefaultDataSource", Rig.postgres().create("default"), false));
    }

    private void layOut(Path folder, int port) {
        write(
                folder.resolve("server.xml"),
                """
                <server>
                  <featureManager>
                    <feature>webProfile-10.0</feature>
                    <feature>mail-2.1</feature>
                    <feature>mpConfig-3.1</feature>
                    <feature>mpHealth-4.0</feature>
                    <feature>localConnector-1.0</feature>
                  </featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                  <library id="postgresql"><file name="%s"/></library>
                </server>
                """
                        .formatted(port, home.resolve("postgresql.jar")));
    }

    @Override
    public String datasource(String name) {
        return "jdbc/" + name;
    }

    @Override
    public void addDatasources(WebArchive war, List<Datasource> datasources) {
        datasources.forEach(this::add);
    }

    private void add(Datasource datasource) {
        write(
                server.resolve(DATASOURCES).resolve(datasource.name() + ".xml"),
                """
                <server>
                  <dataSource id="%1$s" jndiName="jdbc/%1$s" type="javax.sql.%2$s" validationTimeout="5s">
                    <jdbcDriver libraryRef="postgresql"/>
                    <connectionManager maxPoolSize="20"/>
                    <properties.postgresql URL="%3$s" user="%4$s" password="%4$s"/>
                  </dataSource>
                </server>
                """
                        .formatted(
                                datasource.name(),
                                datasource.xa() ? "XADataSource" : "ConnectionPoolDataSource",
                                datasource.db().url().replace("&", "&amp;"),
                                Db.USER));
    }

    /** Arquillian passes on the first line of a CDI error, and nothing of a listener's error. */
    @Override
    public String refusal(String told) {
        try {
            String log = Files.readString(server.resolve("logs/messages.log"));
            int last = Math.max(log.lastIndexOf("CWWKZ0002E"), log.lastIndexOf("SRVE0283E"));
            return told + log.substring(Math.max(0, last));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProcessBuilder another(Path folder, WebArchive war, int port) {
        Path other = folder.resolve(NAME);
        layOut(other, port);
        Rig.copy(server.resolve(DATASOURCES), other.resolve(DATASOURCES));
        Path dropins = other.resolve("dropins");
        try {
            Files.createDirectories(dropins);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        war.as(ZipExporter.class).exportTo(dropins.resolve(war.getName()).toFile());
        ProcessBuilder command =
                new ProcessBuilder(home.resolve("bin/server").toString(), "run", "webauth");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("WLP_USER_DIR", folder.toString());
        return command;
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
