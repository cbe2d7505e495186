package dev.webauth.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Has its ports in its domain's configuration, and takes datasources from a deployment. */
final class Payara implements AppServer {

    private static final String DOMAIN = "webauth";

    /** Those of IIOP, JMX, JMS and a shell. */
    private static final List<String> OTHER_PORTS =
            List.of("3700", "3820", "3920", "8686", "7676", "6666");

    private final Path home = Path.of(System.getProperty("webauth.it.server"), "glassfish");

    /** A new domain: nothing that an earlier run has deployed is in it. */
    @Override
    public void prepare() {
        Path domain = home.resolve("domains").resolve(DOMAIN);
        Rig.delete(domain);
        layOut(
                domain,
                List.of(
                        Rig.httpPort(),
                        Integer.getInteger("webauth.it.https.port"),
                        Integer.getInteger("webauth.it.management.port")));
    }

    private void layOut(Path domain, List<Integer> ports) {
        Rig.copy(home.resolve("domains/domain1"), domain);
        Path file = domain.resolve("config/domain.xml");
        try {
            String xml = Files.readString(file);
            xml = replaced(xml, List.of("8080", "8181", "4848"), ports);
            xml = replaced(xml, OTHER_PORTS, Rig.freePorts(OTHER_PORTS.size()));
            Files.writeString(
                    file,
                    xml.replace("0.0.0.0", "127.0.0.1")
                            .replace(
                                    "<network-listener port",
                                    "<network-listener address=\"127.0.0.1\" port")
                            // It would look for others like it, and listen on all addresses.
                            .replace(
                                    "<hazelcast-config-specific-configuration>",
                                    "<hazelcast-config-specific-configuration enabled=\"false\">")
                            // A collection clears soft references, see RedeployIT.
                            .replace(
                                    "-Xmx512m",
                                    "-Xmx768m</jvm-options>"
                                            + "<jvm-options>-XX:SoftRefLRUPolicyMSPerMB=1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String xml, List<String> usual, List<Integer> free) {
        String changed = xml;
        for (int i = 0; i < usual.size(); i++) {
            changed = changed.replaceAll("\\b" + usual.get(i) + "\\b", free.get(i).toString());
        }
        return changed;
    }

    @Override
    public String datasource(String name) {
        return "java:app/jdbc/" + name;
    }

    @Override
    public void addDatasources(WebArchive war, List<Datasource> datasources) {
        String descriptor =
                """
                <!DOCTYPE resources PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Resource Definitions//EN"
                  "http://glassfish.org/dtds/glassfish-resources_1_5.dtd">
                <resources>
                %s
                </resources>
                """
                        .formatted(
                                datasources.stream()
                                        .map(Payara::resource)
                                        .collect(Collectors.joining()));
        war.addAsWebInfResource(new StringAsset(descriptor), "glassfish-resources.xml");
    }

    private static String resource(Datasource datasource) {
        return """
                <jdbc-connection-pool name="java:app/pool/%1$s" res-type="%2$s"
                    datasource-classname="%3$s"
                    steady-pool-size="0" max-pool-size="20"
                    is-connection-validation-required="true"
                    connection-validation-method="custom-validation"
                    validation-classname="org.glassfish.api.jdbc.validation.PostgresConnectionValidation">
                  <property name="URL" value="%4$s"/>
                  <property name="user" value="%5$s"/>
                  <property name="password" value="%5$s"/>
                </jdbc-connection-pool>
                <jdbc-resource jndi-name="java:app/jdbc/%1$s" pool-name="java:app/pool/%1$s"/>
                """
                .formatted(
                        datasource.name(),
                        datasource.xa() ? "javax.sql.XADataSource" : "javax.sql.DataSource",
                        datasource.xa()
                                ? "org.postgresql.xa.PGXADataSource"
                                : "org.postgresql.ds.PGSimpleDataSource",
                        datasource.db().url().replace("&", "&amp;"),
                        Db.USER);
    }

    @Override
    public ProcessBuilder another(Path folder, WebArchive war, int port) {
        Path domain = folder.resolve(DOMAIN);
        List<Integer> free = Rig.freePorts(2);
        layOut(domain, List.of(port, free.get(0), free.get(1)));
        Path deployments = domain.resolve("autodeploy");
        try {
            Files.createDirectories(deployments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        war.as(ZipExporter.class).exportTo(deployments.resolve(war.getName()).toFile());
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                home.resolve("lib/client/appserver-cli.jar").toString(),
                "start-domain",
                "--verbose",
                "--domaindir",
                folder.toString(),
                DOMAIN);
    }
}
