package dev.webauth.it.rig;

import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Everything is on the command line; see {@code arquillian.xml}. */
final class WildFly implements AppServer {

    @Override
    public void prepare() {}

    @Override
    public String datasource(String name) {
        return "java:jboss/datasources/webauth/" + name;
    }

    @Override
    public void addDatasources(WebArchive war, List<Datasource> datasources) {
        for (Datasource datasource : datasources) {
            war.addAsWebInfResource(
                    new StringAsset(descriptor(datasource)), datasource.name() + "-ds.xml");
        }
    }

    private String descriptor(Datasource datasource) {
        return """
                <datasources xmlns="http://www.jboss.org/ironjacamar/schema">
                  <%1$s jndi-name="%2$s" pool-name="%3$s">
                    %4$s
                    <security><user-name>%5$s</user-name><password>%5$s</password></security>
                    <validation>
                      <valid-connection-checker class-name="%6$sValidConnectionChecker"/>
                      <validate-on-match>true</validate-on-match>
                      <exception-sorter class-name="%6$sExceptionSorter"/>
                    </validation>
                  </%1$s>
                </datasources>
                """
                .formatted(
                        datasource.xa() ? "xa-datasource" : "datasource",
                        datasource(datasource.name()),
                        datasource.name(),
                        datasource.xa() ? xa(datasource) : local(datasource),
                        Db.USER,
                        "org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQL");
    }

    private static String local(Datasource datasource) {
        return """
                <connection-url>%s</connection-url>
                <driver>postgresql.jar</driver>
                <pool><max-pool-size>20</max-pool-size></pool>
                """
                .formatted(datasource.db().url());
    }

    private static String xa(Datasource datasource) {
        return """
                <xa-datasource-property name="URL">%s</xa-datasource-property>
                <xa-datasource-class>%s</xa-datasource-class>
                <driver>postgresql.jar</driver>
                """
                .formatted(datasource.db().url(), datasource.driver());
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
