package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** What has been mailed to one address. */
public final class Mailbox {

    /** Mail leaves after the answer; this long after it, what has not come will not come. */
    private static final Duration SILENCE = Duration.ofMillis(1200);

    private final String address;

    /** The mailbox of an address. */
    public Mailbox(String address) {
        this.address = address;
    }

    /** What is there now, oldest first. */
    public List<Mail> mails() {
        return Rig.mail().messagesFor(address).stream().map(Mail::new).toList();
    }

    /** The n-th mail, counted from 1; waits until it has come. */
    public Mail mail(int n) {
        Patience.await("mail " + n + " to " + address).until(() -> mails().size() >= n);
        return mails().get(n - 1);
    }

    /** Sees that no more than so many mails have come, and that none is on its way. */
    public void holds(int count) {
        if (count > 0) {
            mail(count);
        }
        pause(SILENCE);
        assertThat(mails()).as("mails to %s", address).hasSize(count);
    }

    /** How many mails have been sent to anybody, once none is on its way. */
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
