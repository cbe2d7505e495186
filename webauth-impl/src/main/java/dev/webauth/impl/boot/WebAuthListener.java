package dev.webauth.impl.boot;

import dev.webauth.UnavailableException;
import dev.webauth.impl.mail.MailMonitor;
import dev.webauth.impl.mail.MailWorker;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.store.Background;
import dev.webauth.impl.store.ChangeFeed;
import dev.webauth.impl.store.Database;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts and stops the library with the web application. It is a listener, because Payara fires
 * {@code @Initialized} events before {@code java:comp} is available.
 */
public class WebAuthListener implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    /** Work that nobody waits for does not take processor time from the server's start. */
    private static final Duration AFTER_START = Duration.ofSeconds(2);

    @Inject StartCheck check;
    @Inject Database database;
    @Inject Background background;
    @Inject ChangeFeed feed;
    @Inject MailWorker mail;
    @Inject MailMonitor monitor;
    @Inject Cleanup cleanup;
    @Inject Passwords passwords;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        check.run();
        try {
            database.prepare();
        } catch (UnavailableException e) {
            LOG.log(
                    Level.SEVERE,
                    "The database is not available; requests are answered with 503 until it is");
        }
        background.start();
        monitor.start(event.getServletContext().getContextPath());
        background.run(passwords::warmUp);
        feed.start();
        // Opens the persistence unit too.
        background.after(AFTER_START, mail::poll);
        background.every(MailWorker.INTERVAL, mail::poll);
        background.every(Cleanup.INTERVAL.dividedBy(6), cleanup::runInTurn);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        monitor.stop();
        mail.stop();
        background.stop();
    }
}
