package dev.webauth.it.bench;

import dev.webauth.it.bench.Connection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Sends requests over a few connections, each as soon as the one before is answered. */
final class Load {

    private static final Duration FOREVER = Duration.ofMinutes(10);
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final long RETRY_AFTER_MILLIS = 1000;

    private final int port;
    private final IntFunction<byte[]> requests;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger withCookie = new AtomicInteger();
    private int connections = 8;
    private long pauseMillis;
    private boolean mayBeRefused;

    /** The function makes the request of each number, counted from zero. */
    Load(int port, IntFunction<byte[]> requests) {
        this.port = port;
        this.requests = requests;
    }

    Load connections(int number) {
        connections = number;
        return this;
    }

    /** Each connection waits that long between an answer and the next request. */
    Load pause(Duration pause) {
        pauseMillis = pause.toMillis();
        return this;
    }

    /** A refusal with status 503 is counted and not a failure. The client waits a second. */
    Load mayBeRefused() {
        mayBeRefused = true;
        return this;
    }

    /**
     * What was answered, in which time, and how long each answer took, the fast ones first.
     *
     * @param refused the answers with status 503, which are not in the count
     * @param withCookie the answers that set a cookie
     */
    record Result(int count, int refused, int withCookie, Duration time, long[] nanos) {

        double perSecond() {
            return count / (time.toNanos() / 1e9);
        }

        /** The time within which this part of the answers came. */
        double millis(double part) {
            return count == 0 ? Double.NaN : nanos[(int) ((count - 1) * part)] / 1e6;
        }
    }

    /** Sends requests for some time. An answer that is then missing is still waited for. */
    Result run(Duration time) {
        return run(Integer.MAX_VALUE, time);
    }

    /** Sends this number of requests. */
    Result run(int count) {
        return run(count, FOREVER);
    }

    private Result run(int count, Duration time) {
        long begin = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Callable<long[]> client = () -> client(count, begin + time.toNanos());
                running.add(pool.submit(client));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> one : running) {
                all.add(one.get());
            }
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            Duration lasted = Duration.ofNanos(System.nanoTime() - begin);
            return new Result(nanos.length, refused.get(), withCookie.get(), lasted, nanos);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private long[] client(int count, long end) throws IOException, InterruptedException {
        long[] nanos = new long[1 << 10];
        int answered = 0;
        try (Connection connection = new Connection(port)) {
            while (System.nanoTime() < end) {
                int number = next.getAndIncrement();
                if (number >= count) {
                    break;
                }
                byte[] request = requests.apply(number);
                long begin = System.nanoTime();
                if (isAnswered(connection.send(request))) {
                    if (answered == nanos.length) {
                        nanos = Arrays.copyOf(nanos, 2 * answered);
                    }
                    nanos[answered++] = System.nanoTime() - begin;
                } else {
                    Thread.sleep(RETRY_AFTER_MILLIS);
                }
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            }
        }
        return Arrays.copyOf(nanos, answered);
    }

    private boolean isAnswered(Answer answer) throws IOException {
        if (mayBeRefused && answer.status() == SERVICE_UNAVAILABLE) {
            refused.incrementAndGet();
            return false;
        }
        if (!answer.ok().header("set-cookie").isEmpty()) {
            withCookie.incrementAndGet();
        }
        return true;
    }
}
