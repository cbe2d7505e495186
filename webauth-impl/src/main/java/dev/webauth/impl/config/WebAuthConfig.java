package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checked configuration without the providers', created once for each deployment.
 *
 * @param requestThreads how many threads of the server serve requests; 0 to detect it
 */
public record WebAuthConfig(
        Optional<URI> publicUrl,
        String appName,
        Optional<String> language,
        String basePrefix,
        String rootUri,
        Optional<String> loginUri,
        List<PathPattern> protect,
        boolean jakartaSecurity,
        Optional<Secret> secretKey,
        Optional<Secret> secretKeyPrevious,
        String datasource,
        boolean createSchema,
        Optional<String> persistenceProvider,
        boolean allowRegistration,
        Duration userUnconfirmedExpires,
        boolean concealAccounts,
        int passwordMinLength,
        int bcryptCost,
        int requestThreads,
        Optional<String> realIpHeader,
        List<IpRange> trustedProxies,
        boolean logUserEvents,
        Duration logRetention,
        boolean fixSsl,
        boolean apiKeyReveal,
        boolean devMode,
        SessionConfig session,
        SecondFactorConfig secondFactor,
        Map<Limit, Allowance> limits,
        PasskeyConfig passkey,
        MailConfig mail) {

    /** This key is read before the others: it decides which beans exist. */
    public static final String JAKARTA_SECURITY = "jakarta-security";

    private static final int MIN_KEY_LENGTH = 16;
    private static final List<String> DEFAULT_PROXIES = List.of("127.0.0.0/8", "::1");
    private static final Pattern LOCAL = Pattern.compile("/(?!/)[\\x21-\\x5b\\x5d-\\x7e]*");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** Reads and checks all keys. Throws {@link ConfigurationException} for the first wrong one. */
    public static WebAuthConfig read(Settings settings) {
        Optional<URI> publicUrl = settings.httpUri("public-url");
        Optional<String> host = publicUrl.flatMap(WebAuthConfig::origin).map(HttpUrl::host);
        WebAuthConfig config =
                new WebAuthConfig(
                        publicUrl,
                        appName(settings, host),
                        language(settings, "language"),
                        settings.text("base-prefix").orElse("/auth"),
                        settings.text("root-uri").orElse("/"),
                        settings.text("login-uri"),
                        protect(settings),
                        settings.flag(JAKARTA_SECURITY, true),
                        settings.secret("secret-key"),
                        settings.secret("secret-key.previous"),
                        settings.text("datasource").orElse("java:comp/DefaultDataSource"),
                        "create"
                                .equals(
                                        settings.oneOf(
                                                "schema", "create", Set.of("create", "verify"))),
                        settings.text("persistence-provider"),
                        settings.flag("allow-registration", true),
                        settings.duration(
                                "user-unconfirmed-expires",
                                Duration.ofHours(24),
                                Duration.ofDays(3650)),
                        settings.flag("conceal-accounts", false),
                        settings.number("password.min-length", 8, 1, 64),
                        settings.number("password.bcrypt-cost", 12, 10, 15),
                        settings.number("request-threads", 0, 0, 100_000),
                        settings.text("real-ip-header"),
                        trustedProxies(settings),
                        settings.flag("log-user-events", true),
                        settings.duration(
                                "log-retention", Duration.ofDays(365), Duration.ofDays(36_500)),
                        settings.flag("fix-ssl", true),
                        settings.flag("api-key.reveal", true),
                        settings.flag("dev-mode", false),
                        SessionConfig.read(settings),
                        SecondFactorConfig.read(settings),
                        Limit.read(settings),
                        PasskeyConfig.read(settings, host),
                        MailConfig.read(settings, host));
        config.check();
        return config;
    }

    private static String appName(Settings settings, Optional<String> host) {
        String name = settings.text("app-name").or(() -> host).orElse("localhost");
        // Mail programs would make a link of a URL in the name, and it would come before the real
        // link.
        if (name.length() > 100 || name.contains("://") || name.matches("(?s).*\\p{Cc}.*")) {
            throw wrong("app-name", "must be a name of at most 100 characters, and not a URL");
        }
        return name;
    }

    /** The configured language, in which all texts are; empty if none is configured. */
    static Optional<String> language(Settings settings, String key) {
        Optional<String> language = settings.text(key);
        language.filter(tag -> !tag.matches("[a-z]{2,3}"))
                .ifPresent(
                        tag -> {
                            throw wrong(key, "must be a language such as de, was \"" + tag + "\"");
                        });
        return language;
    }

    private static List<PathPattern> protect(Settings settings) {
        return settings.list("protect").stream()
                .map(
                        text ->
                                PathPattern.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        wrong(
                                                                "protect",
                                                                "holds \""
                                                                        + text
                                                                        + "\", which is no pattern"
                                                                        + " such as /page, /pages/*"
                                                                        + " or *.xhtml")))
                .toList();
    }

    private static List<IpRange> trustedProxies(Settings settings) {
        List<String> listed = settings.list("trusted-proxies");
        return (listed.isEmpty() ? DEFAULT_PROXIES : listed)
                .stream()
                        .map(
                                text ->
                                        IpRange.parse(text)
                                                .orElseThrow(
                                                        () ->
                                                                wrong(
                                                                        "trusted-proxies",
                                                                        "holds \""
                                                                                + text
                                                                                + "\", which is not an IP address or CIDR range")))
                        .toList();
    }

    private void check() {
        if (!PREFIX.matcher(basePrefix).matches()) {
            throw wrong("base-prefix", "must be a path such as /auth, was \"" + basePrefix + "\"");
        }
        requireLocal("root-uri", rootUri);
        loginUri.ifPresent(uri -> requireLocal("login-uri", uri));
        secondFactor.page().ifPresent(uri -> requireLocal(SecondFactorConfig.PAGE, uri));
        if (secretKey.isPresent() && secretKey.get().value().length() < MIN_KEY_LENGTH) {
            throw wrong("secret-key", "must have at least " + MIN_KEY_LENGTH + " characters");
        }
        if (secretKeyPrevious.isPresent() && previousSecretKeys().isEmpty()) {
            throw wrong("secret-key.previous", "must contain former values of secret-key");
        }
        if (devMode && publicHost().filter(host -> !Loopback.isHost(host)).isPresent()) {
            throw wrong(
                    "dev-mode",
                    "is true, but webauth.public-url is not on loopback: dev mode shows every mail"
                            + " to everybody and must not run in public");
        }
    }

    /**
     * The previous keys, separated by commas or line ends. The whole text also counts as one key,
     * because a key may contain a comma.
     */
    public List<String> previousSecretKeys() {
        return secretKeyPrevious.stream()
                .map(Secret::value)
                .flatMap(all -> Stream.concat(Stream.of(all), Stream.of(all.split("[,\\r\\n]+"))))
                .map(String::strip)
                .filter(key -> key.length() >= MIN_KEY_LENGTH)
                .distinct()
                .toList();
    }

    private static void requireLocal(String key, String uri) {
        if (!LOCAL.matcher(uri).matches()) {
            throw wrong(key, "must be a local path such as /log-in, was \"" + uri + "\"");
        }
    }

    /** The host name at which browsers reach the application, if it is configured. */
    public Optional<String> publicHost() {
        return publicOrigin().map(HttpUrl::host);
    }

    /** The origin at which browsers reach the application, if it is configured. */
    public Optional<HttpUrl> publicOrigin() {
        return publicUrl.flatMap(WebAuthConfig::origin);
    }

    private static Optional<HttpUrl> origin(URI url) {
        return HttpUrl.parse(url.toString());
    }

    /** Whether only proxies on this machine are trusted. */
    public boolean trustsLoopbackOnly() {
        return trustedProxies.stream().allMatch(range -> range.base().isLoopbackAddress());
    }

    /** Whether browsers reach the application by https, according to the configuration. */
    public boolean https() {
        return publicUrl.isPresent() && "https".equals(publicUrl.get().getScheme());
    }
}
