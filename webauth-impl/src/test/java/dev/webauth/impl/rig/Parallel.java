package dev.webauth.impl.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs tasks at the same instant. */
public final class Parallel {

    private Parallel() {}

    /** Returns the result of each task, or the exception that ended it. */
    public static List<Object> run(int times, IntFunction<Object> work) {
        ExecutorService pool = Executors.newFixedThreadPool(times);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Object>> running = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            running.add(
                    pool.submit(
                            () -> {
                                start.await();
                                return work.apply(number);
                            }));
        }
        start.countDown();
        List<Object> results = new ArrayList<>();
        for (Future<Object> one : running) {
            results.add(result(one));
        }
        pool.shutdown();
        return results;
    }

    private static Object result(Future<Object> one) {
        try {
            return one.get();
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
