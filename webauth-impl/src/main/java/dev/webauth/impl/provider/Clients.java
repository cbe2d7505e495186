package dev.webauth.impl.provider;

import static dev.webauth.impl.config.Settings.wrong;

import dev.webauth.LoginProvider;
import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Secret;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.Spelling;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.Route;
import dev.webauth.spi.IdentityProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All providers with which users can sign in: presets, configured ones and beans. */
@ApplicationScoped
public class Clients {

    private static final Logger LOG = Logger.getLogger("dev.webauth.provider");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** Routes and groups of keys that the library is going to have, and the demo's keys. */
    private static final Set<String> PLANNED =
            Set.of("login", "register", "recover", "passkey", "account", "api", "page", "demo");

    /** A name with more edits than this is not reported as a misspelt preset. */
    private static final int MAX_EDITS = 2;

    private static final Properties PRESETS = read();

    @Inject Settings settings;
    @Inject WebAuthConfig config;

    private List<IdentityProvider> beans;
    Set<String> routeNames;
    private Set<String> keyGroups;
    private volatile Map<String, Client> clients;

    private static Properties read() {
        Properties presets = new Properties();
        try (InputStream in =
                Clients.class.getResourceAsStream("/dev/webauth/providers.properties")) {
            presets.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return presets;
    }

    @Inject
    void collect(@Any Instance<IdentityProvider> found) {
        beans = found.stream().toList();
        // Before the first key of a provider is asked for.
        keyGroups = settings.groups();
    }

    @Inject
    void name(@Any Instance<Route> routes) {
        routeNames =
                routes.handlesStream()
                        .map(route -> route.getBean().getBeanClass())
                        .map(type -> type.getAnnotation(Route.Name.class))
                        .filter(Objects::nonNull)
                        .map(Route.Name::value)
                        .collect(Collectors.toSet());
    }

    /** What no provider may be called: its paths or keys would be those of the library. */
    Set<String> reserved() {
        Set<String> reserved = new TreeSet<>(PLANNED);
        reserved.addAll(keyGroups);
        reserved.addAll(routeNames);
        return reserved;
    }

    /**
     * Read on first use and not in the constructor: CDI would wrap the exception for a wrong value,
     * and Payara does not log causes.
     */
    private Map<String, Client> clients() {
        if (clients == null) {
            synchronized (this) {
                if (clients == null) {
                    clients = build();
                }
            }
        }
        return clients;
    }

    private Map<String, Client> build() {
        Set<String> reserved = reserved();
        Set<String> ids = new LinkedHashSet<>(settings.list("providers"));
        if (ids.isEmpty()) {
            ids.addAll(settings.groupsWith("client-id"));
            ids.removeAll(reserved);
        }
        beans.stream().map(IdentityProvider::id).forEach(ids::add);
        Map<String, Client> built = new LinkedHashMap<>();
        ids.forEach(id -> built.put(id, client(id, reserved)));
        built.values().stream()
                .filter(client -> !isSimulated(client))
                .forEach(Client::requireSecret);
        return built;
    }

    private Client client(String id, Set<String> reserved) {
        if (!ID.matcher(id).matches() || reserved.contains(id)) {
            throw wrong(
                    "providers",
                    "holds \""
                            + id
                            + "\", which is not an id: lower-case letters, digits and hyphens,"
                            + " beginning with a letter, and none of "
                            + reserved);
        }
        Map<String, String> bean = bean(id).map(IdentityProvider::settings).orElse(Map.of());
        Function<String, Optional<String>> configured =
                field ->
                        configured(id + "." + field, field)
                                .or(() -> Optional.ofNullable(bean.get(field)));
        try {
            return new Client(id, configured, field -> preset(id, field));
        } catch (ConfigurationException e) {
            boolean described =
                    configured.apply("issuer").isPresent()
                            || configured.apply("authorization-uri").isPresent();
            throw isPreset(id) || described ? e : e.with(guess(id));
        }
    }

    private static boolean isPreset(String id) {
        return preset(id, "title").isPresent();
    }

    private static String guess(String id) {
        String nearest = Spelling.nearest(id, presets());
        boolean near = Spelling.edits(id, nearest) <= MAX_EDITS;
        return id + " is not a preset" + (near ? "; did you mean " + nearest + "?" : "");
    }

    private static Set<String> presets() {
        return PRESETS.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".title"))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
    }

    /** The keys of all presets and of all providers with a client id, without the prefix. */
    public Set<String> knownKeys() {
        Set<String> ids = new TreeSet<>(presets());
        ids.addAll(clients().keySet());
        ids.addAll(settings.groupsWith("client-id"));
        Set<String> keys = new TreeSet<>();
        for (String id : ids) {
            Fields.names().forEach(field -> keys.add(id + "." + field));
            Fields.SECRETS.forEach(field -> keys.add(id + "." + field + "-file"));
        }
        return keys;
    }

    private Optional<String> configured(String key, String field) {
        return Fields.SECRETS.contains(field)
                ? settings.secret(key).map(Secret::value)
                : settings.text(key);
    }

    private static Optional<String> preset(String id, String field) {
        return Optional.ofNullable(PRESETS.getProperty(id + "." + field));
    }

    Optional<IdentityProvider> bean(String id) {
        return beans.stream().filter(bean -> bean.id().equals(id)).findFirst();
    }

    /**
     * Logs the callback URL that must be registered with each provider. Reads the configuration if
     * that is still to be done.
     */
    public void announce() {
        // The public URL includes the context path.
        String root = config.publicUrl().map(Object::toString).orElse("<webauth.public-url>");
        for (Client client : clients().values()) {
            LOG.log(
                    Level.INFO,
                    "Sign-in with {0} is on; its callback (redirect) URL is {1}",
                    new Object[] {
                        client.title(), root + config.basePrefix() + "/" + client.id() + "/auth"
                    });
            if (client.secret().isEmpty() && client.text("private-key").isEmpty()) {
                LOG.log(
                        Level.FINE,
                        "webauth.{0}.client-secret is not set: signing in as a public client",
                        client.id());
            }
        }
    }

    /** Finds a provider by its id. */
    public Optional<Client> find(String id) {
        return Optional.ofNullable(clients().get(id));
    }

    /** All providers in the order of the configuration, for a page that lists them. */
    public List<LoginProvider> all() {
        return clients().values().stream()
                .map(client -> new LoginProvider(client.id(), client.title(), loginPath(client)))
                .toList();
    }

    private String loginPath(Client client) {
        return config.basePrefix() + "/" + client.id() + "/login";
    }

    /** Whether dev mode simulates this provider: it is a preset with unchanged endpoints. */
    public boolean isSimulated(Client client) {
        return config.devMode()
                && client.isTrue("simulated")
                && isPreset(client.id())
                && Client.URIS.stream()
                        .allMatch(
                                field ->
                                        preset(client.id(), field)
                                                .orElse("")
                                                .equals(client.text(field)));
    }
}
