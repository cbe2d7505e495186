package dev.webauth.it.rig;

import java.util.List;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Like GlassFish, but datasources of a deployment may validate their connections. */
final class Payara extends GlassFish {

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
                        datasource.driver(),
                        datasource.db().url().replace("&", "&amp;"),
                        Db.USER);
    }
}
