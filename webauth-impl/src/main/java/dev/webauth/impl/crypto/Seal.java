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
 * Encrypts values that must be read again: the copy of an API key, a link in a mail that is not
 * sent yet, the state of a sign-in. The purpose is authenticated, so that a value sealed for one
 * purpose cannot be opened for another.
 *
 * <p>Values are sealed with the newest key: {@code webauth.secret-key}, else a generated key that
 * is kept in the database. A sealed value begins with the id of its key. The keys in {@code
 * webauth.secret-key.previous} and the generated key still open old values, so that a key can be
 * replaced without losing data.
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

    /** Opens a value sealed for the same purpose with a known key; empty for anything else. */
    public Optional<String> open(String purpose, String sealed) {
        int dot = sealed.indexOf(AFTER_ID);
        // Values sealed by earlier versions have no key id.
        String id = dot < 0 ? "" : sealed.substring(0, dot);
        String text = sealed.substring(dot + 1);
        return Stream.concat(keys().stream(), Stream.of(GENERATED).flatMap(this::stored))
                .filter(key -> dot < 0 || key.id().equals(id))
                .flatMap(key -> key.open(purpose, text).stream())
                .findFirst();
    }

    /** Derives a token from a text. The same text and the same newest key give the same token. */
    public Token derive(String purpose, String text) {
        return keys().get(0).derive(purpose, text);
    }

    /** All keys, the newest first. */
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

    /** The generated key, which was used before {@code webauth.secret-key} was set. */
    private Stream<SealKey> stored(String name) {
        return clusterState.find(name).map(SealKey::of).stream();
    }
}
