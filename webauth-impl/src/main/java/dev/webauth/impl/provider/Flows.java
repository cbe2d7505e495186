package dev.webauth.impl.provider;

import dev.webauth.impl.pending.Pending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Sign-ins that wait for the provider's redirect, found by their {@code state}. */
@ApplicationScoped
class Flows {

    private static final String KIND = "provider flow";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Inject Pending pending;

    void begin(String state, Flow flow) {
        pending.put(KIND, state, flow.write(), flow.userId(), LIFETIME);
    }

    /** Stores the parameters of a {@code form_post} callback until the browser comes by GET. */
    void keep(String state, Callback callback) throws ProviderFailure {
        Flow flow = read(pending.find(KIND, state));
        pending.replace(KIND, state, flow.with(callback).write());
    }

    /** Consumes the flow. Exactly one of several concurrent callers gets it. */
    Flow take(String state) throws ProviderFailure {
        return read(pending.take(KIND, state));
    }

    private static Flow read(Optional<String> text) throws ProviderFailure {
        if (text.isEmpty()) {
            throw ProviderFailure.refused(
                    "state_mismatch",
                    "the state is unknown, was used, or is older than " + LIFETIME);
        }
        return Flow.read(text.get());
    }
}
