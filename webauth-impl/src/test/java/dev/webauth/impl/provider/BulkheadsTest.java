package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Requests that queue for a provider and requests that are rejected. UnreachableProviderTest does
 * it with a real provider.
 */
class BulkheadsTest {

    private final Bulkheads bulkheads = new Bulkheads();
    private final Client client =
            TestClients.of("github.client-id", "us").find("github").orElseThrow();
    private final CountDownLatch full = new CountDownLatch(Bulkheads.MAX_CONCURRENT);
    private final CountDownLatch answer = new CountDownLatch(1);

    /**
     * Regression test: a redirect to most providers needs no call, so no answer of the provider is
     * known when many people come back at once. All requests after the twentieth were rejected.
     */
    @Test
    void a_burst_of_requests_to_an_idle_provider_is_queued() throws Exception {
        IntStream.range(0, Bulkheads.MAX_CONCURRENT).forEach(n -> comes());
        assertThat(full.await(10, TimeUnit.SECONDS)).isTrue();

        FutureTask<String> oneMore =
                new FutureTask<>(() -> bulkheads.with(client, () -> "was served"));
        Thread waiting = new Thread(oneMore);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        answer.countDown();

        assertThat(oneMore.get(10, TimeUnit.SECONDS)).isEqualTo("was served");
    }

    private void comes() {
        Thread person =
                new Thread(
                        new FutureTask<>(
                                () ->
                                        bulkheads.with(
                                                client,
                                                () -> {
                                                    full.countDown();
                                                    await();
                                                    return "was served";
                                                })));
        person.start();
    }

    private void await() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
