package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who waits for a provider, and who is sent away; with a provider in UnreachableProviderTest. */
class BulkheadsTest {

    private final Bulkheads bulkheads = new Bulkheads();
    private final Client client =
            TestClients.of("github.client-id", "us").find("github").orElseThrow();
    private final CountDownLatch full = new CountDownLatch(Bulkheads.MAX_CONCURRENT);
    private final CountDownLatch answer = new CountDownLatch(1);

    /**
     * Nothing is asked of most providers when people set out: so when many come back at once, no
     * answer of it is known, and all beyond the twentieth were once sent away.
     */
    @Test
    void a_crowd_that_comes_to_a_provider_at_rest_stands_in_line() throws Exception {
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
