package dev.webauth.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Has its ports in its domain's configuration, and takes datasources from a deployment. */
final class Payara implements AppServer {

    /** As they come, with the names of the properties that the rig has set. */
    private static final Map<String, String> PORTS =
            Map.of(
                    "port=\"8080\"", "http",
                    "port=\"8181\"", "https",
                    "port=\"4848\"", "management",
                    "port=\"3700\"", "iiop",
                    "port=\"3820\"", "iiop-ssl",
                    "port=\"3920\"", "iiop-mutual",
                    "port=\"8686\"", "jmx",
                    "value=\"7676\"", "jms",
                    "das-port=\"4900\"", "grid");

    @Override
    public void prepare() {
        Path configuration =
                Path.of(
                        System.getProperty("webauth.it.server"),
                        "glassfish/domains/domain1/config");
        Path domain = configuration.resolve("domain.xml");
        Path original = configuration.resolve("domain.xml.original");
        try {
            if (!Files.exists(original)) {
                Files.copy(domain, original);
            }
            Files.copy(original, domain, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(domain, onFreePorts(Files.readString(original)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String onFreePorts(String domain) {
        String changed = domain.replace("0.0.0.0", "127.0.0.1");
        for (Map.Entry<String, String> port : PORTS.entrySet()) {
            String attribute = port.getKey();
            String free = System.getProperty("webauth.it." + port.getValue() + ".port");
            changed =
                    changed.replace(
                            attribute, attribute.replaceAll("\"\\d+\"", "\"" + free + "\""));
        }
        return changed.replace(
                "<network-listener port=", "<network-listener address=\"127.0.0.1\" port=");
    }

    @Override
    public String datasource(String site) {
        return "java:app/jdbc/" + site;
    }

    @Override
    public void addDatasource(WebArchive war, String site, Db db) {
        String descriptor =
                """
                <!DOCTYPE resources PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Resource Definitions//EN"
                  "http://glassfish.org/dtds/glassfish-resources_1_5.dtd">
                <resources>
                  <jdbc-connection-pool name="java:app/pool/%1$s" res-type="javax.sql.DataSource"
                      datasource-classname="org.postgresql.ds.PGSimpleDataSource"
                      steady-pool-size="0" max-pool-size="20"
                      is-connection-validation-required="true" connection-validation-method="auto-commit"
                      fail-all-connections="true">
                    <property name="URL" value="%2$s"/>
                    <property name="user" value="%3$s"/>
                    <property name="password" value="%3$s"/>
                  </jdbc-connection-pool>
                  <jdbc-resource jndi-name="java:app/jdbc/%1$s" pool-name="java:app/pool/%1$s"/>
                </resources>
                """
                        .formatted(site, db.url().replace("&", "&amp;"), Db.USER);
        war.addAsWebInfResource(new StringAsset(descriptor), "glassfish-resources.xml");
    }
}
