package dev.webauth.it.rig;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Takes everything from its command line; see {@code arquillian.xml}. */
final class WildFly implements AppServer {

    @Override
    public void prepare() {}

    @Override
    public String datasource(String site) {
        return "java:jboss/datasources/webauth/" + site;
    }

    @Override
    public void addDatasource(WebArchive war, String site, Db db) {
        String postgres = "org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQL";
        String descriptor =
                """
                <datasources xmlns="http://www.jboss.org/ironjacamar/schema">
                  <datasource jndi-name="%s" pool-name="%s">
                    <connection-url>%s</connection-url>
                    <driver>postgresql.jar</driver>
                    <pool><max-pool-size>20</max-pool-size></pool>
                    <security><user-name>%s</user-name><password>%s</password></security>
                    <validation>
                      <valid-connection-checker class-name="%sValidConnectionChecker"/>
                      <validate-on-match>true</validate-on-match>
                      <exception-sorter class-name="%sExceptionSorter"/>
                    </validation>
                  </datasource>
                </datasources>
                """
                        .formatted(
                                datasource(site),
                                site,
                                db.url(),
                                Db.USER,
                                Db.USER,
                                postgres,
                                postgres);
        war.addAsWebInfResource(new StringAsset(descriptor), "webauth-ds.xml");
    }

    @Override
    public ProcessBuilder another(Path folder, WebArchive war, int port) {
        Path home = Path.of(System.getProperty("webauth.it.server"));
        Path deployments = folder.resolve("deployments");
        Rig.copy(home.resolve("standalone/configuration"), folder.resolve("configuration"));
        Rig.copy(home.resolve("standalone/deployments"), deployments);
        war.as(ZipExporter.class).exportTo(deployments.resolve(war.getName()).toFile());
        ProcessBuilder command =
                new ProcessBuilder(
                        "sh",
                        home.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + folder,
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=0",
                        "-Djboss.management.http.port=" + Rig.freePorts(1).get(0),
                        "-Djboss.management.https.port=0");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JBOSS_JAVA_SIZING", "-Xms64m -Xmx512m");
        return command;
    }
}
