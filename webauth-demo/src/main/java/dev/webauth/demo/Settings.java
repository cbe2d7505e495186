package dev.webauth.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** What the pages need to know of WebAuth's configuration. */
@ApplicationScoped
public class Settings {

    @Inject Config config;

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
}
