package dev.webauth.impl.rig;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** What a logger was told since the test began to listen, with its level. */
public final class Logged extends Handler {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    // Kept, because java.util.logging forgets a logger that nobody holds.
    private final Logger logger;

    private Logged(Logger logger) {
        this.logger = logger;
    }

    /** Listens to a logger and those below it. */
    public static Logged by(String name) {
        Logged logged = new Logged(Logger.getLogger(name));
        logged.logger.setLevel(Level.INFO);
        logged.logger.addHandler(logged);
        return logged;
    }

    /** All that was told, one record a line, such as {@code WARNING: the text}. */
    public String text() {
        logger.removeHandler(this);
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream()
                .map(record -> record.getLevel() + ": " + formatter.formatMessage(record))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
