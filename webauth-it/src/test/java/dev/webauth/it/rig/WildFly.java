package dev.webauth.it.rig;

import org.jboss.shrinkwrap.api.asset.StringAsset;
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
}
