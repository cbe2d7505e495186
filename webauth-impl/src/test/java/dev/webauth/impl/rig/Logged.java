package dev.webauth.impl.rig;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** The messages of a logger since the test began to listen, with their levels. */
public final class Logged extends Handler {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    // Kept, because java.util.logging drops loggers that are not referenced.
    private final Logger logger;

    private Logged(Logger logger) {
        this.logger = logger;
    }

    /** Listens to a logger and its children. */
    public static Logged by(String name) {
        Logged logged = new Logged(Logger.getLogger(name));
        logged.logger.setLevel(Level.INFO);
        logged.logger.addHandler(logged);
        return logged;
    }

    /** All messages, one in each line, such as {@code WARNING: the text}. */
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
