package dev.webauth.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The parts of WebAuth's configuration that the pages need. */
@ApplicationScoped
public class Settings {

    @Inject Config config;

    /** The path of {@code webauth.public-url}, if that is set. */
    Optional<String> publicPath() {
        return publicUrl().map(url -> url.getRawPath().replaceFirst("/$", ""));
    }

    /** Whether browsers use https, so that cookies must be Secure. */
    boolean https() {
        return publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    private Optional<URI> publicUrl() {
        return config.getOptionalValue("webauth.public-url", URI.class);
    }

    String authPrefix() {
        return config.getOptionalValue("webauth.base-prefix", String.class).orElse("/auth");
    }

    boolean devMode() {
        return config.getOptionalValue("webauth.dev-mode", Boolean.class).orElse(false);
    }
}
