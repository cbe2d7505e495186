package dev.webauth.impl.rig;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records the warnings of a logger until it is closed. */
public final class Warnings extends Handler implements AutoCloseable {

    private final Logger logger;
    private final Level before;
    private final List<String> texts = new CopyOnWriteArrayList<>();

    private Warnings(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
        logger.setLevel(Level.WARNING);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    public static Warnings of(String logger) {
        return new Warnings(Logger.getLogger(logger));
    }

    public List<String> texts() {
        return texts;
    }

    @Override
    public void publish(LogRecord record) {
        texts.add(
                record.getParameters() == null
                        ? record.getMessage()
                        : MessageFormat.format(record.getMessage(), record.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(before);
    }
}
