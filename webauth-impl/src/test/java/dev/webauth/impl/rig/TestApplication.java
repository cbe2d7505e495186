package dev.webauth.impl.rig;

import dev.webauth.WebAuth;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.DevMailbox;
import dev.webauth.impl.mail.MailWorker;
import dev.webauth.impl.password.FastHasher;
import dev.webauth.impl.selfservice.AfterAnswer;
import dev.webauth.impl.store.ChangeFeed;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.RequestFilter;
import dev.webauth.impl.web.RoutesServlet;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.context.bound.BoundLiteral;
import org.jboss.weld.context.bound.BoundRequestContext;
import org.jboss.weld.context.bound.BoundSessionContext;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An application with the library, with the real extension and beans. Test classes with the same
 * settings share one application. Its tables are emptied before each test.
 */
public final class TestApplication implements BeforeAllCallback, BeforeEachCallback {

    public static final String ORIGIN = "http://localhost:8080";
    public static final String CONTEXT = "/app";

    /** Nodes then hear the change feed before each request, as servers do all the time. */
    private static final boolean REMEMBERING = Boolean.getBoolean("webauth.test.remember");

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Map<String, Running> RUNNING = new HashMap<>();

    // Kept, because java.util.logging drops the level of a logger that is not referenced.
    private static final List<Logger> QUIET =
            Stream.of("org.jboss.weld", "com.arjuna", "dev.webauth", "io.zonky", "io.smallrye")
                    .map(Logger::getLogger)
                    .toList();

    private final Map<String, String> settings = new TreeMap<>();
    private final List<Class<?>> beans;
    private final boolean h2;
    private String urlParameters = "";
    private boolean realPasswords;
    private Running running;

    private TestApplication(List<Class<?>> beans, boolean h2, String... settings) {
        this.beans = beans;
        this.h2 = h2;
        for (int i = 0; i < settings.length; i += 2) {
            this.settings.put("webauth." + settings[i], settings[i + 1]);
        }
        this.settings.putIfAbsent("webauth.public-url", ORIGIN + CONTEXT);
        this.settings.putIfAbsent("webauth.dev-mode", "true");
        this.settings.putIfAbsent("webauth.secret-key", "a key for tests only, long enough");
        this.settings.putIfAbsent("webauth.password.bcrypt-cost", "10");
        this.settings.putIfAbsent("webauth.request-threads", "250");
        if (REMEMBERING) {
            this.settings.putIfAbsent("webauth.revocation-delay", "PT1M");
        }
        if (Boolean.getBoolean("webauth.test.hibernate")) {
            this.settings.putIfAbsent(
                    "webauth.persistence-provider",
                    "org.hibernate.jpa.HibernatePersistenceProvider");
        }
    }

    /** On PostgreSQL, with a fast password hasher. Settings are alternating keys and values. */
    public static TestApplication with(String... settings) {
        return new TestApplication(List.of(), false, settings);
    }

    /** With additional beans of the application. */
    public static TestApplication withBeans(List<Class<?>> beans, String... settings) {
        return new TestApplication(beans, false, settings);
    }

    /** Reachable by real HTTP, so that the library can call itself. */
    public static TestApplication reachable(String... settings) {
        LoopbackServer server = new LoopbackServer();
        TestApplication app = new TestApplication(List.of(), false, settings);
        app.settings.put("webauth.public-url", server.url() + CONTEXT);
        server.serve(app);
        return app;
    }

    /** The absolute URL of a path below the context root. */
    public String url(String path) {
        return settings.get("webauth.public-url") + path;
    }

    /** Uses the real password hasher. */
    public TestApplication hashingForReal() {
        realPasswords = true;
        return this;
    }

    /** A configuration with the checks of the extension. */
    public static WebAuthConfig config(String... settings) {
        return WebAuthConfig.read(settings(settings));
    }

    /** The settings from which a configuration is read. */
    public static Settings settings(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("webauth." + settings[i], settings[i + 1]);
        }
        return new Settings(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(all, "test", 1000))
                        .build());
    }

    /** Adds parameters to the JDBC URL of PostgreSQL. */
    public TestApplication connectedWith(String parameters) {
        urlParameters = parameters;
        return this;
    }

    /** On H2. */
    public static TestApplication onH2(String... settings) {
        return new TestApplication(List.of(), true, settings);
    }

    /** The only application of this process, on a database that another process has created. */
    public static TestApplication alone(String jdbcUrl, String... settings) {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        TestApplication app = with(settings);
        String name = "java:comp/env/jdbc/alone";
        app.running = app.bound(name, TestDatabase.at(jdbcUrl));
        return app;
    }

    /** The running parts of one set of settings. */
    private record Running(
            String datasource,
            TestDatabase database,
            WeldContainer container,
            RequestFilter filter,
            RoutesServlet routes,
            Map<String, FakeSession> sessions) {}

    /** Starts now instead of as a JUnit extension. */
    public TestApplication start() {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        synchronized (RUNNING) {
            running =
                    RUNNING.computeIfAbsent(
                            settings + " " + beans + h2 + realPasswords + urlParameters,
                            key -> boot());
        }
        clean();
        return this;
    }

    /** Another node of the same application on the same database, with changed settings if any. */
    public TestApplication anotherNode(String... changed) {
        TestApplication node = new TestApplication(beans, h2, changed);
        settings.forEach(
                (key, value) -> {
                    if (!List.of(changed).contains(key.substring("webauth.".length()))) {
                        node.settings.put(key, value);
                    }
                });
        node.realPasswords = realPasswords;
        node.running = node.boot(running.datasource, running.database);
        return node;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clean();
    }

    private void clean() {
        running.database.clean();
        running.sessions.clear();
        bean(MovableClock.class).reset();
        bean(RecordedEvents.class).events().clear();
    }

    private Running boot() {
        return bound(
                "java:comp/env/jdbc/test" + RUNNING.size(),
                h2 ? TestDatabase.h2() : TestDatabase.postgres(urlParameters));
    }

    private Running bound(String name, TestDatabase database) {
        TestNaming.bind(name, database.pool());
        TestNaming.bind("java:comp/DefaultContextService", TestNaming.contextService());
        return boot(name, database);
    }

    private Running boot(String datasource, TestDatabase database) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("webauth.datasource", datasource);
        List<Class<?>> extra = new ArrayList<>(beans);
        if (!realPasswords) {
            extra.add(FastHasher.class);
        }
        WeldContainer container = boot(all, extra);
        container.select(dev.webauth.impl.store.Database.class).get().prepare();
        return new Running(
                datasource,
                database,
                container,
                inject(container, new RequestFilter()),
                inject(container, new RoutesServlet()),
                new ConcurrentHashMap<>());
    }

    /** Deploys; throws the deployment error that a server would report. */
    public static WeldContainer boot(Map<String, String> settings, List<Class<?>> beans) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(settings, "test", 1000))
                        .build();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ConfigProviderResolver.instance().registerConfig(config, loader);
        try {
            Weld weld = new Weld("test" + System.nanoTime());
            weld.addBeanClasses(MovableClock.class, RecordedEvents.class);
            beans.forEach(weld::addBeanClass);
            return weld.initialize();
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }

    private static <T> T inject(WeldContainer container, T object) {
        BeanManager manager = container.getBeanManager();
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) object.getClass();
        manager.getInjectionTargetFactory(manager.createAnnotatedType(type))
                .createInjectionTarget(null)
                .inject(object, manager.createCreationalContext(null));
        return object;
    }

    /** A bean of the library or of the test. */
    public <T> T bean(Class<T> type, Annotation... qualifiers) {
        return running.container.select(type, qualifiers).get();
    }

    /** Whether there is such a bean. */
    public boolean has(Class<?> type) {
        return running.container.select(type).isResolvable();
    }

    public WebAuth webauth() {
        return bean(WebAuth.class);
    }

    public TestDatabase database() {
        return running.database;
    }

    public MovableClock clock() {
        return bean(MovableClock.class);
    }

    RequestFilter filter() {
        return running.filter;
    }

    RoutesServlet routes() {
        return running.routes;
    }

    Map<String, FakeSession> sessions() {
        return running.sessions;
    }

    /** The number of HTTP sessions. */
    public int sessionCount() {
        return running.sessions.size();
    }

    public FakeBrowser browser() {
        return new FakeBrowser(this);
    }

    /** A browser that has just registered an account. */
    public FakeBrowser registered(String email, String password) {
        FakeBrowser browser = browser();
        browser.calls(webauth -> webauth.register(email, password));
        return browser;
    }

    /** A browser with an account whose address the application has confirmed. */
    public FakeBrowser confirmed(String email, String password) {
        FakeBrowser browser = browser();
        browser.calls(webauth -> webauth.register(email, password, true, null));
        return browser;
    }

    /** Sends waiting mails; returns all mails to an address, the newest first. */
    public List<DevMailbox.Received> mails(String to) {
        bean(AfterAnswer.class).drain();
        bean(MailWorker.class).sendDue();
        return bean(DevMailbox.class).mails().stream()
                .filter(mail -> mail.to().equals(to))
                .toList();
    }

    /** The link in the newest mail to an address. */
    public String link(String to) {
        for (DevMailbox.Received mail : mails(to)) {
            Matcher link = LINK.matcher(mail.mail().text());
            if (link.find()) {
                return link.group();
            }
        }
        throw new AssertionError("No mail with a link to " + to);
    }

    /** Runs the work of a request with the contexts that a server activates. */
    void serve(FakeRequest request, CurrentRequest.Work work) throws IOException, ServletException {
        BoundRequestContext requests =
                running.container.select(BoundRequestContext.class, BoundLiteral.INSTANCE).get();
        BoundSessionContext sessionContext =
                running.container.select(BoundSessionContext.class, BoundLiteral.INSTANCE).get();
        Map<String, Object> beansOfRequest = new HashMap<>();
        SessionMap beansOfSession = new SessionMap(request);
        if (REMEMBERING) {
            bean(ChangeFeed.class).poll();
        }
        requests.associate(beansOfRequest);
        requests.activate();
        sessionContext.associate(beansOfSession);
        sessionContext.activate();
        beansOfSession.begin();
        try {
            work.run();
        } finally {
            sessionContext.deactivate();
            sessionContext.dissociate(beansOfSession);
            requests.invalidate();
            requests.deactivate();
            requests.dissociate(beansOfRequest);
        }
    }
}
