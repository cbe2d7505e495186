package dev.webauth.impl.provider;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import dev.webauth.impl.config.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Caches providers' signing keys. An unknown key may be new, so the key set is read again for it,
 * but not for each token with an unknown key.
 */
@ApplicationScoped
class SigningKeys {

    private static final Duration CACHE_LIFETIME = Duration.ofMinutes(5);

    /** How long cached keys are used while the provider is unavailable. */
    private static final Duration CACHE_LIFETIME_IN_OUTAGE = Duration.ofHours(1);

    private static final Duration WAIT_AFTER_UNKNOWN_KEY = Duration.ofSeconds(30);
    private static final Duration WAIT_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    @Inject Http http;
    @Inject Now now;

    private final Map<URI, Source> sources = new ConcurrentHashMap<>();

    /**
     * The cached state of one key set.
     *
     * @param readAt when the keys were read
     * @param nextRead the set is not read again before this time
     */
    private record Known(KeySet keys, Instant readAt, Instant nextRead) {

        boolean isOlderThan(Duration age, Instant instant) {
            return !instant.isBefore(readAt.plus(age));
        }
    }

    private static final class Source {

        private final ReentrantLock lock = new ReentrantLock();
        private volatile Known known = new Known(KeySet.EMPTY, Instant.EPOCH, Instant.EPOCH);
    }

    /** The keys that may have made a signature; at least one. */
    List<JWK> find(URI uri, JWSHeader header, Deadline deadline) throws ProviderFailure {
        Source source = sources.computeIfAbsent(uri, key -> new Source());
        List<JWK> found = fresh(source, header);
        if (!found.isEmpty()) {
            return found;
        }
        lock(source.lock, deadline);
        try {
            // Another request may have read the keys while this one waited for the lock.
            List<JWK> meanwhile = fresh(source, header);
            return meanwhile.isEmpty() ? read(uri, source, header, deadline) : meanwhile;
        } finally {
            source.lock.unlock();
        }
    }

    private List<JWK> fresh(Source source, JWSHeader header) {
        Known known = source.known;
        return known.isOlderThan(CACHE_LIFETIME, now.instant())
                ? List.of()
                : known.keys().matching(header);
    }

    private static void lock(ReentrantLock lock, Deadline deadline) throws ProviderFailure {
        try {
            if (lock.tryLock(deadline.next().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProviderFailure.wrong(
                "provider_unreachable", "other requests wait for its signing keys already");
    }

    private List<JWK> read(URI uri, Source source, JWSHeader header, Deadline deadline)
            throws ProviderFailure {
        Known old = source.known;
        Instant instant = now.instant();
        boolean expired = old.isOlderThan(CACHE_LIFETIME, instant);
        if (!instant.isBefore(old.nextRead())) {
            try {
                KeySet keys = fetch(uri, deadline);
                Instant next = expired ? instant : instant.plus(WAIT_AFTER_UNKNOWN_KEY);
                source.known = new Known(keys, instant, next);
            } catch (ProviderFailure e) {
                Instant next = instant.plus(WAIT_AFTER_FAILURE);
                source.known = new Known(old.keys(), old.readAt(), next);
                if (old.isOlderThan(CACHE_LIFETIME_IN_OUTAGE, instant)) {
                    throw e;
                }
            }
        }
        return usable(uri, source.known, header);
    }

    private List<JWK> usable(URI uri, Known known, JWSHeader header) throws ProviderFailure {
        if (known.isOlderThan(CACHE_LIFETIME_IN_OUTAGE, now.instant())) {
            throw ProviderFailure.wrong(
                    "provider_unreachable",
                    uri + " could not be read just now; its next read is at " + known.nextRead());
        }
        List<JWK> found = known.keys().matching(header);
        if (found.isEmpty()) {
            throw ProviderFailure.wrong(
                    "id_token_invalid",
                    uri
                            + " has no key for alg "
                            + header.getAlgorithm()
                            + ", kid "
                            + header.getKeyID()
                            + "; it was read at "
                            + known.readAt()
                            + " and may be read again at "
                            + known.nextRead());
        }
        return found;
    }

    private KeySet fetch(URI uri, Deadline deadline) throws ProviderFailure {
        Duration left = deadline.next();
        Duration timeout = left.compareTo(READ_TIMEOUT) < 0 ? left : READ_TIMEOUT;
        return KeySet.read(ProviderJson.lenient(http.document(uri, timeout)));
    }
}
