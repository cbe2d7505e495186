package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Patience;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import jakarta.json.stream.JsonParsingException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many people who are logged in and go from node to node; a few of them at the same time. */
final class Crowd {

    private static final int SIZE = Integer.getInteger("webauth.it.crowd", 100);
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 6;

    private final Site one;
    private final Site two;
    private final List<Person> people;

    private Crowd(Site one, Site two) {
        this.one = one;
        this.two = two;
        people = each(n -> Person.registeredAt(n % 2 == 0 ? one : two));
    }

    static Crowd registeredAt(Site one, Site two) {
        return new Crowd(one, two);
    }

    private static <T> List<T> each(IntFunction<T> work) {
        List<Callable<List<T>>> workers =
                IntStream.range(0, AT_ONCE)
                        .<Callable<List<T>>>mapToObj(
                                worker ->
                                        () ->
                                                IntStream.range(0, SIZE)
                                                        .filter(n -> n % AT_ONCE == worker)
                                                        .mapToObj(work)
                                                        .toList())
                        .toList();
        return Parallel.run(workers).stream().flatMap(List::stream).toList();
    }

    /**
     * Everybody uses both nodes by turns, and asks for a recovery mail at some time; when a third
     * of it is done, something happens to the first node.
     *
     * @return how often somebody was not logged in
     */
    long goesOnWhile(Runnable happening) {
        CountDownLatch third = new CountDownLatch(SIZE * ROUNDS / 3);
        AtomicLong out = new AtomicLong();
        AtomicLong failedOver = new AtomicLong();
        Thread killer =
                new Thread(
                        () -> {
                            await(third);
                            happening.run();
                        });
        killer.start();
        each(
                n -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        Person person = people.get(n).on((n + round) % 2 == 0 ? one : two);
                        boolean mail = round == n % ROUNDS;
                        if (!isIn(person, mail, failedOver)) {
                            out.incrementAndGet();
                        }
                        third.countDown();
                    }
                    return n;
                });
        assertThat(failedOver).as("requests that met the dead node").hasPositiveValue();
        return out.get();
    }

    /** A load balancer turns to the other node when one does not answer. */
    private boolean isIn(Person person, boolean mail, AtomicLong failedOver) {
        try {
            return use(person, mail);
        } catch (IllegalStateException | JsonParsingException failed) {
            failedOver.incrementAndGet();
        }
        return persistently(() -> use(person.on(two), mail));
    }

    /**
     * WildFly answers with an error page to who asks for a session in the instant in which the node
     * dies that has it, and sometimes once more to the session's next request, seconds later.
     * Whoever tries again must be in.
     */
    private static boolean persistently(BooleanSupplier use) {
        return Patience.await("another answer than an error page")
                .ignoreExceptions()
                .until(use::getAsBoolean, answer -> true);
    }

    private static boolean use(Person person, boolean mail) {
        if (mail) {
            Page answer = person.forget();
            if (answer.status() != 303) {
                throw new IllegalStateException("no mail: " + answer);
            }
        }
        return person.isLoggedIn();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many are not logged in on a node. */
    long loggedOutOn(Site node) {
        return each(n -> persistently(people.get(n).on(node)::isLoggedIn)).stream()
                .filter(in -> !in)
                .count();
    }

    /** That of the registration and that of the recovery. */
    void hasGotItsMail() {
        people.forEach(person -> assertThat(person.mailbox().mail(2).link()).isNotNull());
    }
}
