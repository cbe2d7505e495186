package dev.webauth.impl.link;

import dev.webauth.impl.login.Proof;
import java.util.Map;
import java.util.Optional;

/** The action of one kind of link. */
public interface LinkAction {

    /** The page that is shown in a browser that did not request the link. */
    Notice notice(Link link);

    /**
     * Runs the action in the transaction that consumes the link, with the account locked. An
     * exception rolls both back.
     *
     * @return the proof for a log-in, if the action logs the user in
     */
    Optional<Proof> run(Link link, boolean inOwnBrowser);

    /**
     * The owner of the mailbox reports that they did not request the link. It is consumed already.
     */
    default void disown(Link link) {}

    /** What completes the link in a browser that did not request it. */
    enum Finish {
        BUTTON,
        PASSWORD,
        ONLY_WHERE_ASKED
    }

    /**
     * The page in a browser that did not request the link. Its texts are {@code KEY.title}, {@code
     * KEY.text}, {@code KEY.button} and, for a page that asks for the password, {@code
     * KEY.password}.
     *
     * @param key the key of its texts, such as {@code selfservice.confirm}
     * @param values the values that are inserted into the text, by placeholder
     */
    record Notice(String key, Map<String, String> values, Finish finish, boolean disownable) {}
}
