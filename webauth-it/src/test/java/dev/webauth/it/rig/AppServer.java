package dev.webauth.it.rig;

import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Assumptions;

/** What differs from server to server; the tests do not. */
interface AppServer {

    /** The one that this run is for. */
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

    /** Before it starts; the ports it shall have are in system properties. */
    void prepare();

    /** The JNDI name of a datasource. */
    String datasource(String name);

    /** Puts datasources into a deployment: with pools that notice outages. */
    void addDatasources(WebArchive war, List<Datasource> datasources);

    /**
     * What a datasource is called, leads to, and whether it is one for distributed transactions.
     */
    record Datasource(String name, Db db, boolean xa) {

        /** The class of the driver that is one of this kind. */
        String driver() {
            return xa ? "org.postgresql.xa.PGXADataSource" : "org.postgresql.ds.PGSimpleDataSource";
        }
    }

    /** What the server said of a deployment that it refused, of which Arquillian tells this. */
    default String refusal(String told) {
        return told;
    }

    /** Lays out one more in a folder, with nothing but this on it, and tells how it is started. */
    default ProcessBuilder another(Path folder, WebArchive war, int port) {
        return Assumptions.abort("the rig does not know how to start another one");
    }
}
