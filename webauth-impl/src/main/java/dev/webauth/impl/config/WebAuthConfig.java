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
 * The whole configuration but the providers', checked; made once for each deployment.
 *
 * @param requestThreads how many threads of the server serve requests; 0 if it is to be found out
 */
public record WebAuthConfig(
        Optional<URI> publicUrl,
        String appName,
        Optional<String> language,
        String basePrefix,
        String rootUri,
        Optional<String> loginUri,
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

    /** Read before the rest, by what decides which beans there are. */
    public static final String JAKARTA_SECURITY = "jakarta-security";

    private static final int MIN_KEY_LENGTH = 16;
    private static final List<String> DEFAULT_PROXIES = List.of("127.0.0.0/8", "::1");
    private static final Pattern LOCAL = Pattern.compile("/(?!/)[\\x21-\\x5b\\x5d-\\x7e]*");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** Reads and checks; the first wrong key is thrown as a {@link ConfigurationException}. */
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
        // A URL would be the first in a mail, in place of the link.
        if (name.length() > 100 || name.contains("://") || name.matches("(?s).*\\p{Cc}.*")) {
            throw wrong("app-name", "must be a name of at most 100 characters, and no URL");
        }
        return name;
    }

    /** The only language of texts, where one is set. */
    static Optional<String> language(Settings settings, String key) {
        Optional<String> language = settings.text(key);
        language.filter(tag -> !tag.matches("[a-z]{2,3}"))
                .ifPresent(
                        tag -> {
                            throw wrong(key, "must be a language such as de, was \"" + tag + "\"");
                        });
        return language;
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
                                                                                + "\", which is no IP address or CIDR range")))
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
            throw wrong("secret-key.previous", "must hold keys that secret-key once had");
        }
        if (devMode && publicHost().filter(host -> !Loopback.isHost(host)).isPresent()) {
            throw wrong(
                    "dev-mode",
                    "is true, but webauth.public-url is not on loopback: dev mode shows every mail"
                            + " to everybody and must not run in public");
        }
    }

    /**
     * Older keys, separated by commas or line ends. The whole text counts as a key too, because a
     * key may hold a comma itself.
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

    /** The host at which browsers reach the application, as far as is configured. */
    public Optional<String> publicHost() {
        return publicOrigin().map(HttpUrl::host);
    }

    /** Where browsers reach the application, as far as is configured. */
    public Optional<HttpUrl> publicOrigin() {
        return publicUrl.flatMap(WebAuthConfig::origin);
    }

    private static Optional<HttpUrl> origin(URI url) {
        return HttpUrl.parse(url.toString());
    }

    /** Whether no proxy is trusted but one on this machine. */
    public boolean trustsLoopbackOnly() {
        return trustedProxies.stream().allMatch(range -> range.base().isLoopbackAddress());
    }

    /** Whether browsers reach the application by https, as far as is configured. */
    public boolean https() {
        return publicUrl.isPresent() && "https".equals(publicUrl.get().getScheme());
    }
}
