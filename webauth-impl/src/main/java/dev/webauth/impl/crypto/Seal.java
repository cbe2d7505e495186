package dev.webauth.impl.crypto;

import dev.webauth.impl.config.Secret;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.ClusterState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Encrypts what must be read again: the copy of an API key, a link that waits to be mailed, the
 * state of a log-in at a provider. The purpose is bound in, so that a value sealed for one place
 * opens in no other.
 *
 * <p>The newest key seals: {@code webauth.secret-key}, else one that is generated and kept in the
 * database. What it sealed begins with its id. The keys of {@code webauth.secret-key.previous} and
 * a generated one still open what they sealed, so that a key can be replaced without losing
 * anything.
 */
@ApplicationScoped
public class Seal {

    private static final String GENERATED = "secret-key";
    private static final char AFTER_ID = '.';

    @Inject WebAuthConfig config;
    @Inject ClusterState clusterState;

    private volatile List<SealKey> keys;

    /** Seals a text for a purpose. */
    public String seal(String purpose, String text) {
        SealKey key = keys().get(0);
        return key.id() + AFTER_ID + key.seal(purpose, text);
    }

    /** Opens what was sealed for the same purpose under a known key; empty for anything else. */
    public Optional<String> open(String purpose, String sealed) {
        int dot = sealed.indexOf(AFTER_ID);
        // Texts of earlier versions have no id.
        String id = dot < 0 ? "" : sealed.substring(0, dot);
        String text = sealed.substring(dot + 1);
        return Stream.concat(keys().stream(), Stream.of(GENERATED).flatMap(this::stored))
                .filter(key -> dot < 0 || key.id().equals(id))
                .flatMap(key -> key.open(purpose, text).stream())
                .findFirst();
    }

    /**
     * Derives a token from a text: the same text gives the same token under the same newest key.
     */
    public Token derive(String purpose, String text) {
        return keys().get(0).derive(purpose, text);
    }

    /** The newest first. */
    private List<SealKey> keys() {
        if (keys == null) {
            String newest = config.secretKey().map(Secret::value).orElseGet(this::generated);
            keys =
                    Stream.concat(Stream.of(newest), config.previousSecretKeys().stream())
                            .map(SealKey::of)
                            .toList();
        }
        return keys;
    }

    private String generated() {
        return clusterState.getOrCreate(GENERATED, () -> Token.random().value());
    }

    /** A key from before {@code webauth.secret-key} was set. */
    private Stream<SealKey> stored(String name) {
        return clusterState.find(name).map(SealKey::of).stream();
    }
}
