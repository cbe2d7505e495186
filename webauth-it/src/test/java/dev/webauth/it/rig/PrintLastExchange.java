package dev.webauth.it.rig;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints the last answer of the server when a test has failed. */
public final class PrintLastExchange implements TestWatcher {

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        String last = Browser.last().map(Page::toString).orElse("nothing");
        System.err.println(context.getDisplayName() + " failed; the last answer was:\n" + last);
    }
}
