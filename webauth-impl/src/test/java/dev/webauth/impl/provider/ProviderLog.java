package dev.webauth.impl.provider;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The log messages about providers during one test. */
final class ProviderLog extends Handler implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger = Logger.getLogger("dev.webauth.provider");
    private final List<String> messages = new CopyOnWriteArrayList<>();

    List<String> messages() {
        return messages;
    }

    String last() {
        return messages.get(messages.size() - 1);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        messages.clear();
        logger.setLevel(Level.INFO);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Override
    public void publish(LogRecord logged) {
        messages.add(new SimpleFormatter().formatMessage(logged));
    }

    @Override
    public void flush() {
        // Messages are not buffered.
    }

    @Override
    public void close() {
        // Holds no resources.
    }
}
