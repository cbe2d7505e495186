package dev.webauth.it.rig;

import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Assumptions;

/** The differences between servers; the tests are the same. */
interface AppServer {

    /** The server of this run. */
    static AppServer current() {
        String name = System.getProperty("arquillian.launch");
        return switch (name) {
            case "wildfly" -> new WildFly();
            case "payara" -> new Payara();
            case "glassfish" -> new GlassFish();
            case "liberty" -> new Liberty();
            default -> throw new IllegalStateException("no such server: " + name);
        };
    }

    /** Prepares the server before its start. System properties hold its ports. */
    void prepare();

    /** The JNDI name of a datasource. */
    String datasource(String name);

    /** Adds datasources to a deployment, with pools that detect outages. */
    void addDatasources(WebArchive war, List<Datasource> datasources);

    /** A datasource: its name, its database, and whether it joins distributed transactions. */
    record Datasource(String name, Db db, boolean xa) {

        /** The driver class of this kind of datasource. */
        String driver() {
            return xa ? "org.postgresql.xa.PGXADataSource" : "org.postgresql.ds.PGSimpleDataSource";
        }
    }

    /** The server's message about a refused deployment, from the message of Arquillian. */
    default String refusal(String told) {
        return told;
    }

    /** Creates another server in a folder with only this deployment; returns its start command. */
    default ProcessBuilder another(Path folder, WebArchive war, int port) {
        return Assumptions.abort("the rig does not know how to start another one");
    }
}
