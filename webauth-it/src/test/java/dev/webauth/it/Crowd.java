package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many logged-in people who change between two nodes; a few of them at the same time. */
final class Crowd {

    private static final int SIZE = Integer.getInteger("webauth.it.crowd", 50);
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
     * Everybody uses both nodes alternately and asks for a recovery mail once. After a third of the
     * requests, something happens to the first node. Asserts that every answer is for a logged-in
     * user.
     */
    void staysLoggedInWhile(Runnable happening) {
        CountDownLatch third = new CountDownLatch(SIZE * ROUNDS / 3);
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
                        use(person, round == n % ROUNDS, failedOver);
                        third.countDown();
                    }
                    return n;
                });
        assertThat(failedOver).as("requests that met the dead node").hasPositiveValue();
    }

    /** Uses the other node if one does not answer at all, as a load balancer does. */
    private void use(Person person, boolean mail, AtomicLong failedOver) {
        try {
            use(person, mail);
        } catch (IllegalStateException noAnswer) {
            failedOver.incrementAndGet();
            use(person.on(two), mail);
        }
    }

    private static void use(Person person, boolean mail) {
        if (mail) {
            Page answer = person.forget();
            assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        }
        Page me = person.browser().get("/me");
        assertThat(me.status()).as("%s", me).isEqualTo(200);
        assertThat(me.json().getBoolean("authenticated")).as("%s", me).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asserts that everybody is logged in. */
    void isLoggedInOn(Site node) {
        each(
                n -> {
                    use(people.get(n).on(node), false);
                    return n;
                });
    }

    /** Asserts that the mails of the registration and of the recovery have arrived. */
    void hasGotItsMail() {
        people.forEach(person -> assertThat(person.mailbox().mail(2).link()).isNotNull());
    }
}
