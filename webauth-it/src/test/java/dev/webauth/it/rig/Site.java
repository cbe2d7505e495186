package dev.webauth.it.rig;

import dev.webauth.it.rig.AppServer.Datasource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A deployment: its path, its configuration and its database. */
public final class Site {

    private static final AppServer SERVER = AppServer.current();
    private static final String WEB_INF = "/WEB-INF/";
    private static final String LIB = WEB_INF + "lib/";

    private final String name;
    private final String context;
    private final int port;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private boolean eclipseLink = !Boolean.getBoolean("webauth.test.hibernate");
    private final List<Datasource> others = new ArrayList<>();
    private Db db;

    private Site(String name, String context, int port) {
        this.name = name;
        this.context = context;
        this.port = port;
        set("public-url", uri().toString());
        set("datasource", datasource());
        set("smtp.host", "127.0.0.1");
        set("smtp.port", Integer.toString(Rig.mail().smtpPort()));
        set("email.sender", "WebAuth <noreply@webauth.test>");
        // The lowest allowed cost, because the tests need their time for other work.
        set("password.bcrypt-cost", "10");
        set("real-ip-header", Browser.ADDRESS_HEADER);
        set("dev-mode", "false");
    }

    /** A site at the root of the server. */
    public static Site atRoot(String name) {
        return new Site(name, "", Rig.httpPort());
    }

    /** A site whose name is its context path. */
    public static Site below(String name) {
        return new Site(name, name + "/", Rig.httpPort());
    }

    /** A site on a server of its own. */
    public static Site alone(String name, int port) {
        return new Site(name, "", port);
    }

    /** The same site at another node; its public URL is still that of the first. */
    public Site node(int otherPort) {
        Site node = new Site(name, context, otherPort);
        node.settings.putAll(settings);
        node.db = db();
        return node;
    }

    /** The URI at this node for a URI of any node. */
    public URI here(URI anywhere) {
        return URI.create(
                "http://127.0.0.1:"
                        + port
                        + anywhere.toString().replaceFirst("^https?://[^/]+", ""));
    }

    /** Sets {@code webauth.key}; null removes it. */
    public Site set(String key, String value) {
        settings.put("webauth." + key, value);
        return this;
    }

    /** The root of the site; ends with a slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/" + context);
    }

    /** The address of a page. */
    public URI uri(String path) {
        return URI.create(uri() + (path.startsWith("/") ? path.substring(1) : path));
    }

    /** A new browser. */
    public Browser browser() {
        Browser browser = new Browser(uri());
        // Dev mode refuses requests that a proxy has forwarded.
        return settings.get("webauth.real-ip-header") != null
                ? browser
                : browser.with(Browser.ADDRESS_HEADER, null);
    }

    /** Uses the default settings, as a newcomer does. */
    public Site unconfigured() {
        settings.clear();
        return this;
    }

    /** Removes EclipseLink from the WAR, so that the server's own JPA provider is used. */
    public Site withoutEclipseLink() {
        eclipseLink = false;
        return this;
    }

    /** The database, created at its first use. */
    public synchronized Db db() {
        if (db == null) {
            db = Rig.postgres().create(name);
        }
        return db;
    }

    /** Uses a database of another PostgreSQL server. */
    public synchronized Site on(Postgres postgres) {
        db = postgres.create(name);
        return this;
    }

    /** Adds a second database with a datasource for distributed transactions. */
    public Site withDatabase(String other) {
        others.add(new Datasource(other, Rig.postgres().create(other), true));
        return this;
    }

    /** A database that was added. */
    public Db db(String other) {
        return others.stream()
                .filter(datasource -> datasource.name().equals(other))
                .findFirst()
                .orElseThrow()
                .db();
    }

    /** The JNDI name of the datasource. */
    public String datasource() {
        return datasource(name);
    }

    /** The JNDI name of the datasource of an added database. */
    public String datasource(String other) {
        return SERVER.datasource(other);
    }

    /** The WAR of the demo with this site's settings. */
    public WebArchive demo() {
        return deployable(demoWar());
    }

    /**
     * The WAR of the demo without a key of its own configuration. An empty value in another source
     * does not hide the key on every server.
     */
    public WebArchive demoWithout(String key) {
        WebArchive demo = demo();
        String path = "/WEB-INF/classes/META-INF/microprofile-config.properties";
        Properties own = new Properties();
        StringWriter text = new StringWriter();
        try (InputStream in = demo.delete(path).getAsset().openStream()) {
            own.load(in);
            own.remove(key);
            own.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return demo.add(new StringAsset(text.toString()), path);
    }

    /** An application of these classes with the libraries of the demo. */
    public WebArchive application(Class<?>... classes) {
        WebArchive war = ShrinkWrap.create(WebArchive.class).addClasses(classes);
        WebArchive demo = demoWar();
        demo.getContent(path -> path.get().startsWith(LIB))
                .forEach((path, node) -> war.add(node.getAsset(), path));
        return deployable(war);
    }

    private WebArchive demoWar() {
        File file = new File(System.getProperty("webauth.it.demo"));
        WebArchive war =
                ShrinkWrap.create(ZipImporter.class, file.getName())
                        .importFrom(file)
                        .as(WebArchive.class);
        if (!eclipseLink) {
            war.getContent(path -> path.get().startsWith(LIB + "org.eclipse.persistence."))
                    .keySet()
                    .forEach(war::delete);
        }
        return war;
    }

    /** An archive with this site's place, datasource and settings. */
    public WebArchive deployable(WebArchive war) {
        WebArchive named = ShrinkWrap.create(WebArchive.class, name + ".war").merge(war);
        put(named, "jboss-web.xml", jbossWeb());
        put(named, "glassfish-web.xml", glassfishWeb());
        put(named, "ibm-web-ext.xml", ibmWebExt());
        if (settings.get("webauth.datasource") != null) {
            List<Datasource> datasources = new ArrayList<>(others);
            datasources.add(new Datasource(name, db(), false));
            SERVER.addDatasources(named, datasources);
        }
        // The settings are in a separate jar: the file of the demo stays, and these have the higher
        // ordinal.
        return named.addAsLibrary(
                ShrinkWrap.create(JavaArchive.class, "settings.jar")
                        .addAsResource(
                                new StringAsset(microprofileConfig()),
                                "META-INF/microprofile-config.properties"));
    }

    private static void put(WebArchive war, String file, String content) {
        war.delete(WEB_INF + file);
        war.addAsWebInfResource(new StringAsset(content), file);
    }

    private String microprofileConfig() {
        return settings.entrySet().stream()
                .filter(s -> s.getValue() != null)
                .map(s -> s.getKey() + "=" + s.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "config_ordinal=500\n", "\n"));
    }

    private String contextRoot() {
        return context.isEmpty() ? "/" : "/" + name;
    }

    private String jbossWeb() {
        return "<jboss-web><context-root>" + contextRoot() + "</context-root></jboss-web>";
    }

    private String glassfishWeb() {
        return "<glassfish-web-app><context-root>"
                + contextRoot()
                + "</context-root></glassfish-web-app>";
    }

    private String ibmWebExt() {
        return "<web-ext xmlns=\"http://websphere.ibm.com/xml/ns/javaee\" version=\"1.1\">"
                + "<context-root uri=\""
                + contextRoot()
                + "\"/></web-ext>";
    }
}
