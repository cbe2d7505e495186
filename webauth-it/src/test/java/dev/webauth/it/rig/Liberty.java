package dev.webauth.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Has everything in its configuration, also the datasource that others bring as a default. */
final class Liberty implements AppServer {

    private final Path server =
            Path.of(System.getProperty("webauth.it.target"), "liberty/servers/webauth");

    @Override
    public void prepare() {
        Rig.delete(server);
        write(
                "server.xml",
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
                        .formatted(
                                Rig.httpPort(),
                                Path.of(
                                        System.getProperty("webauth.it.server"),
                                        "postgresql.jar")));
        addDatasource("DefaultDataSource", Rig.postgres().create("default"));
    }

    @Override
    public String datasource(String site) {
        return "jdbc/" + site;
    }

    @Override
    public void addDatasource(WebArchive war, String site, Db db) {
        addDatasource(site, db);
    }

    private void addDatasource(String name, Db db) {
        write(
                "configDropins/overrides/" + name + ".xml",
                """
                <server>
                  <dataSource id="%1$s" jndiName="jdbc/%1$s" validationTimeout="5s">
                    <jdbcDriver libraryRef="postgresql"/>
                    <connectionManager maxPoolSize="20"/>
                    <properties.postgresql URL="%2$s" user="%3$s" password="%3$s"/>
                  </dataSource>
                </server>
                """
                        .formatted(name, db.url(), Db.USER));
    }

    private void write(String file, String content) {
        try {
            Path path = server.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
