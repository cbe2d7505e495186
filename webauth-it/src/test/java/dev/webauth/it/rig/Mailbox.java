package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** The mails to one address. */
public final class Mailbox {

    /** Mail leaves after the answer. A mail that has not arrived after this time was not sent. */
    private static final Duration SILENCE = Duration.ofMillis(1200);

    private final String address;

    /** The mailbox of an address. */
    public Mailbox(String address) {
        this.address = address;
    }

    /** The mails that have arrived, oldest first. */
    public List<Mail> mails() {
        return Rig.mail().messagesFor(address).stream().map(Mail::new).toList();
    }

    /** The n-th mail, counted from 1; waits for it. */
    public Mail mail(int n) {
        Patience.await("mail " + n + " to " + address).until(() -> mails().size() >= n);
        return mails().get(n - 1);
    }

    /** Asserts that exactly this number of mails has arrived and no further one follows. */
    public void holds(int count) {
        if (count > 0) {
            mail(count);
        }
        pause(SILENCE);
        assertThat(mails()).as("mails to %s", address).hasSize(count);
    }

    /** The number of mails to all addresses, once no further one follows. */
    public static int countOfEverybody() {
        pause(SILENCE);
        return Rig.mail().count();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
