package dev.webauth.impl.provider;

import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers why a sign-in failed, and leaves the answer to the library. */
@ApplicationScoped
class FailureCodes implements Answers {

    private final AtomicReference<String> last = new AtomicReference<>();

    @Override
    public Optional<Response> providerFailed(String provider, String code, int status) {
        last.set(code);
        return Optional.empty();
    }

    /** The last code, once. */
    String take() {
        return last.getAndSet(null);
    }
}
