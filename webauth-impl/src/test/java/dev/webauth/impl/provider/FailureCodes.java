package dev.webauth.impl.provider;

import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Records the code of a failed sign-in and leaves the answer to the library. */
@ApplicationScoped
class FailureCodes implements Answers {

    private final AtomicReference<String> last = new AtomicReference<>();

    @Override
    public Optional<Response> providerFailed(String provider, String code, int status) {
        last.set(code);
        return Optional.empty();
    }

    /** Returns the last code and forgets it. */
    String take() {
        return last.getAndSet(null);
    }
}
