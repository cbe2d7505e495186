package dev.webauth.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The ports are in the domain's configuration. Datasources come from a deployment. */
class GlassFish implements AppServer {

    private static final String DOMAIN = "webauth";

    /** The ports of IIOP, JMX, JMS and the shell. */
    private static final List<String> OTHER_PORTS =
            List.of("3700", "3820", "3920", "8686", "7676", "6666");

    /** GlassFish's default datasource, which needs a Derby server that is not running. */
    private static final Pattern DERBY =
            Pattern.compile(
                    "<jdbc-connection-pool [^>]*\"DerbyPool\".*?</jdbc-connection-pool>",
                    Pattern.DOTALL);

    private static final String NO_JMS =
            "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\">"
                    + "<jms-host name=\"default_JMS_host\" host=\"127.0.0.1\""
                    + " port=\"${JMS_PROVIDER_PORT}\" lazy-init=\"false\"/></jms-service>";

    private final Path home = Path.of(System.getProperty("webauth.it.server"), "glassfish");

    /** Creates a new domain without deployments of earlier runs. */
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
        edit(domain, xml -> DERBY.matcher(xml).replaceFirst(derby -> defaultPool()));
    }

    private void layOut(Path domain, List<Integer> ports) {
        Rig.copy(home.resolve("domains/domain1"), domain);
        edit(
                domain,
                xml ->
                        replaced(
                                        replaced(
                                                withoutJms(xml),
                                                List.of("8080", "8181", "4848"),
                                                ports),
                                        OTHER_PORTS,
                                        Rig.freePorts(OTHER_PORTS.size()))
                                .replace("0.0.0.0", "127.0.0.1")
                                .replace(
                                        "<network-listener port",
                                        "<network-listener address=\"127.0.0.1\" port")
                                // The service would look for other nodes and listen on all
                                // addresses.
                                .replace(
                                        "<hazelcast-config-specific-configuration>",
                                        "<hazelcast-config-specific-configuration enabled=\"false\">")
                                // A garbage collection clears soft references, see RedeployIT.
                                .replace(
                                        "-Xmx512m",
                                        "-Xmx768m</jvm-options>"
                                                + "<jvm-options>-XX:SoftRefLRUPolicyMSPerMB=1"));
    }

    /**
     * Payara adds a JMS service to a configuration without one at its first start, and binds it to
     * all addresses.
     */
    private static String withoutJms(String xml) {
        int begin = xml.indexOf("<config name=\"server-config\"");
        int end = xml.indexOf("</config>", begin);
        int body = xml.indexOf('>', begin) + 1;
        return xml.substring(begin, end).contains("<jms-service")
                ? xml
                : xml.substring(0, body) + NO_JMS + xml.substring(body);
    }

    private static void edit(Path domain, UnaryOperator<String> change) {
        Path file = domain.resolve("config/domain.xml");
        try {
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String defaultPool() {
        return """
                <jdbc-connection-pool name="DerbyPool" res-type="javax.sql.DataSource"
                    datasource-classname="org.postgresql.ds.PGSimpleDataSource">
                  <property name="URL" value="%1$s"/>
                  <property name="user" value="%2$s"/>
                  <property name="password" value="%2$s"/>
                </jdbc-connection-pool>
                """
                .formatted(Rig.postgres().create("default").url().replace("&", "&amp;"), Db.USER);
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

    /**
     * Differs from Payara: GlassFish 8 refuses a WAR with {@code glassfish-resources.xml}. The
     * standard annotation used here cannot turn the validation of connections on.
     */
    @Override
    public void addDatasources(WebArchive war, List<Datasource> datasources) {
        String descriptor =
                """
                <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                %s
                </web-fragment>
                """
                        .formatted(
                                datasources.stream()
                                        .map(this::element)
                                        .collect(Collectors.joining()));
        war.addAsLibrary(
                ShrinkWrap.create(JavaArchive.class, "datasources.jar")
                        .addAsManifestResource(new StringAsset(descriptor), "web-fragment.xml"));
    }

    private String element(Datasource datasource) {
        return """
                <data-source>
                  <name>%1$s</name>
                  <class-name>%2$s</class-name>
                  <url>%3$s</url>
                  <user>%4$s</user>
                  <password>%4$s</password>
                  <max-pool-size>20</max-pool-size>
                  <min-pool-size>0</min-pool-size>
                </data-source>
                """
                .formatted(
                        datasource(datasource.name()),
                        datasource.driver(),
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
