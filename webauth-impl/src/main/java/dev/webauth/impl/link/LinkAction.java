package dev.webauth.impl.link;

import dev.webauth.impl.login.Proof;
import java.util.Map;
import java.util.Optional;

/** What one kind of link does. */
public interface LinkAction {

    /** The page for a browser that did not ask for the link. */
    Notice notice(Link link);

    /**
     * Acts, in the transaction that consumes the link; an exception undoes both. The account is
     * locked.
     *
     * @return the proof for a log-in, if one follows
     */
    Optional<Proof> run(Link link, boolean inOwnBrowser);

    /** The owner of the mailbox did not ask for the link, which is consumed already. */
    default void disown(Link link) {}

    /** What finishes the link in another browser. */
    enum Finish {
        BUTTON,
        PASSWORD,
        ONLY_WHERE_ASKED
    }

    /**
     * The page in another browser. Its texts are {@code KEY.title}, {@code KEY.text}, {@code
     * KEY.button} and, for a page that asks for the password, {@code KEY.password}.
     *
     * @param key where its texts are, such as {@code selfservice.confirm}
     * @param values what is put into the text, by the name of the placeholder
     */
    record Notice(String key, Map<String, String> values, Finish finish, boolean disownable) {}
}
