package dev.webauth.impl.link;

import dev.webauth.LoginResult;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ActionConfirmed;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.login.PasswordCheck;
import dev.webauth.impl.login.Proof;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Browser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;

/** Checks links that were opened, and uses them. */
@ApplicationScoped
class OpenedLinks {

    @Inject Links links;
    @Inject LinkActions actions;
    @Inject Accounts accounts;
    @Inject LogIns logIns;
    @Inject PasswordCheck passwordCheck;
    @Inject Callers callers;
    @Inject Browser browser;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    /**
     * A valid link that was opened.
     *
     * @param inOwnBrowser whether this is the browser that requested it
     */
    record Opened(Token token, Link link, LinkAction action, boolean inOwnBrowser) {

        LinkAction.Notice notice() {
            return action.notice(link);
        }
    }

    /** Empty if the link is unknown, used, expired, or issued before a change of its account. */
    Optional<Opened> open(Token token) {
        Optional<LinkRow> row =
                transactions.required(
                        () ->
                                links.find(token)
                                        .filter(
                                                found ->
                                                        found.link().userId() == null
                                                                || accounts.byId(
                                                                                found.link()
                                                                                        .userId())
                                                                        .filter(found::fits)
                                                                        .isPresent()));
        return row.flatMap(
                found ->
                        actions.find(found.link().method())
                                .map(
                                        action ->
                                                new Opened(
                                                        token,
                                                        found.link(),
                                                        action,
                                                        isOwn(found))));
    }

    /**
     * Whether the link was requested in this browser. With a log-in, the log-in must be the same,
     * or its cookies must still be in the browser. Without one, the browser's mark is compared. The
     * mark alone does not count for a log-in: an attacker might have planted it in another browser.
     */
    private boolean isOwn(LinkRow row) {
        Optional<String> asked = row.loginSelector();
        return asked.isEmpty()
                ? browser.is(row.browser())
                : callers.caller().map(Caller::selector).equals(asked)
                        || callers.hadLogIn(asked.get()) && browser.is(row.browser());
    }

    /** Refuses a wrong password of the link's account, on pages that ask for it. */
    void checkPassword(Opened opened, String typed) {
        passwordCheck.byAccount(opened.link().userId(), typed);
    }

    /** The result of using a link. */
    enum Use {
        /** Another request was faster, or the account has changed. */
        MISSED,
        DONE,
        /** The link's action is done, and the log-in waits for a further step. */
        STEP
    }

    /** Consumes the link and runs its action. */
    Use use(Opened opened) {
        return transactions.required(
                () -> {
                    if (!consume(opened)) {
                        return Use.MISSED;
                    }
                    Link link = opened.link();
                    Optional<Proof> proof = opened.action().run(link, opened.inOwnBrowser());
                    events.fire(new ActionConfirmed(userId(link), link.method()));
                    return proof.map(
                                    found ->
                                            logIns.enter(
                                                    found, Optional.ofNullable(link.nextUri())))
                            .filter(result -> result == LoginResult.SECOND_FACTOR_REQUIRED)
                            .map(result -> Use.STEP)
                            .orElse(Use.DONE);
                });
    }

    /** The account of the link; for a link of the application the caller's, 0 without one. */
    private long userId(Link link) {
        return link.userId() != null
                ? link.userId()
                : callers.caller().map(Caller::userId).orElse(0L);
    }

    /** Consumes the link for an owner who did not request it. */
    boolean disown(Opened opened) {
        return transactions.required(
                () -> {
                    boolean first = consume(opened);
                    if (first) {
                        opened.action().disown(opened.link());
                    }
                    return first;
                });
    }

    /** Locks the account and checks it again: it may have changed since the page was shown. */
    private boolean consume(Opened opened) {
        Link link = opened.link();
        if (link.userId() != null) {
            Optional<Account> account = accounts.lock(link.userId());
            Optional<LinkRow> row = links.find(opened.token());
            if (account.isEmpty() || row.isEmpty() || !row.get().fits(account.get())) {
                return false;
            }
        }
        return links.consume(opened.token(), link);
    }
}
