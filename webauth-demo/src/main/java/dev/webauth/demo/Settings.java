package dev.webauth.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** What the pages need to know of WebAuth's configuration. */
@ApplicationScoped
public class Settings {

    private static final Pattern CLIENT_ID =
            Pattern.compile("webauth[._](.+)[._]client[._-]id", Pattern.CASE_INSENSITIVE);

    @Inject Config config;

    /** Providers that can be signed in with: those named, else those that have a client id. */
    SortedSet<String> providers() {
        Optional<String[]> named = config.getOptionalValue("webauth.providers", String[].class);
        return named.map(ids -> new TreeSet<>(List.of(ids))).orElseGet(this::withClientId);
    }

    /** The path of {@code webauth.public-url}, if that is set. */
    Optional<String> publicPath() {
        return config.getOptionalValue("webauth.public-url", URI.class)
                .map(url -> url.getRawPath().replaceFirst("/$", ""));
    }

    String authPrefix() {
        return config.getOptionalValue("webauth.base-prefix", String.class).orElse("/auth");
    }

    boolean devMode() {
        return config.getOptionalValue("webauth.dev-mode", Boolean.class).orElse(false);
    }

    private static String key(String provider) {
        return "webauth." + provider + ".client-id";
    }

    private TreeSet<String> withClientId() {
        TreeSet<String> ids = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            Matcher clientId = CLIENT_ID.matcher(name);
            if (clientId.matches()) {
                ids.add(clientId.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        ids.removeIf(id -> config.getOptionalValue(key(id), String.class).isEmpty());
        return ids;
    }
}
