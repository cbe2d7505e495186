package dev.webauth.impl.mail;

import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.Transactions;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application, its SMTP server, and a clock that moves for both. */
final class MailRig {

    /** If set, the test waits through outages in real time. */
    static final boolean REAL_TIME = Boolean.getBoolean("webauth.mail.real-time");

    private static int tests;

    private final TestApplication app;
    final RawSmtp smtp;

    MailRig(TestApplication app, int port) {
        this.app = app;
        this.smtp = new RawSmtp(port);
        // The worker may still be in a pause from an earlier test, which moved its clock as well:
        // the tests' times must be further apart than any of them moves.
        app.clock().forward(Duration.ofDays(3L * ++tests));
    }

    static TestApplication application(int port, String... more) {
        String[] settings = {
            "dev-mode", "false", "email.sender", "app@example.org", "smtp.port", "" + port
        };
        String[] all = new String[settings.length + more.length];
        System.arraycopy(settings, 0, all, 0, settings.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return TestApplication.with(all);
    }

    /** Moves the clocks of the node and of the database forward. */
    void passes(Duration time) {
        app.clock().forward(time);
        if (REAL_TIME) {
            sleep(time);
            return;
        }
        String back = " - interval '" + time.toSeconds() + " seconds'";
        app.database().run("update webauth_mail set d_due = d_due" + back);
        app.database().run("update webauth_mail set d_created = d_created" + back);
        app.database().run("update webauth_link set d_expires = d_expires" + back);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends due mails on this thread, as the periodic task does. */
    void drain() {
        app.bean(MailWorker.class).sendDue();
    }

    /** Sends due mails again after the pause that follows a failure. */
    void looksAgain() {
        passes(Duration.ofSeconds(10));
        drain();
    }

    /** Puts a notice to an address into the outbox. */
    void notice(String to) {
        app.bean(Transactions.class)
                .required(
                        () ->
                                app.bean(Outbox.class)
                                        .notice(EmailAddress.parse(to), null, "password-changed"));
    }

    int waiting() {
        return app.database().count("webauth_mail");
    }

    /** A column of the only mail in the outbox. */
    String ofMail(String column) {
        return app.database().value("select " + column + " from webauth_mail");
    }

    /** The link in a mail. */
    static String link(RawSmtp.Received mail) {
        Matcher link = Pattern.compile("https?://\\S+").matcher(mail.data());
        if (!link.find()) {
            throw new AssertionError("No link in " + mail.data());
        }
        return link.group();
    }
}
