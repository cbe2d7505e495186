package dev.webauth.impl.link;

import java.util.Optional;

/** What one kind of link does. */
public interface LinkAction {

    /** What a browser is told that did not ask for the link. */
    Notice notice(Link link);

    /**
     * Does it, in the transaction that uses the link up; an exception undoes both.
     *
     * @return whom to log in afterwards, if anybody
     */
    Optional<LogIn> run(Link link, boolean inOwnBrowser);

    /** Refuses a wrong password, where the page in another browser asks for one. */
    default void checkPassword(Link link, String typed) {}

    /** The owner of the mailbox says that they did not ask. The link is used up already. */
    default void disown(Link link) {}

    /** How the page in another browser goes on. */
    enum Finish {
        BUTTON,
        PASSWORD,
        ONLY_WHERE_ASKED
    }

    /** The page in another browser. */
    record Notice(String title, String text, String button, Finish finish, boolean disownable) {}

    /** A log-in that follows. */
    record LogIn(long userId, int epoch, String method, boolean confirmedSession) {}
}
