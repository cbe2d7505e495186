package dev.webauth.impl.front;

import dev.webauth.Provider;
import dev.webauth.User;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Confirmation;
import dev.webauth.impl.account.EmailChange;
import dev.webauth.impl.account.LogIns;
import dev.webauth.impl.account.Recovery;
import dev.webauth.impl.account.Registration;
import dev.webauth.impl.apikey.ApiKeys;
import dev.webauth.impl.boot.Cleanup;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.provider.CallerIdentities;
import dev.webauth.impl.provider.Clients;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Application scoped, so that calling it makes no session; who calls is looked up each time. */
@ApplicationScoped
class RequestWebAuth implements WebAuth {

    @Inject Registration registration;
    @Inject LogIns logIns;
    @Inject Confirmation confirmation;
    @Inject EmailChange emailChange;
    @Inject Recovery recovery;
    @Inject Accounts accounts;
    @Inject ApiKeys apiKeys;
    @Inject Clients clients;
    @Inject CallerIdentities identities;
    @Inject Links links;
    @Inject LinkActions linkActions;
    @Inject HttpSessions sessions;
    @Inject Transactions transactions;
    @Inject Cleanup cleanup;
    @Inject Origin origin;

    @Override
    public void register(String email, String password, boolean confirmed, String nextActionUri) {
        origin.requireSameIfUnsafe();
        registration.register(email, password, confirmed, nextActionUri);
    }

    @Override
    public void login(String email, String password) {
        origin.requireSameIfUnsafe();
        logIns.logIn(email, password);
    }

    @Override
    public String logout() {
        origin.requireSameIfUnsafe();
        return logIns.logOut();
    }

    @Override
    public boolean isAuthenticated() {
        return sessions.caller().isPresent();
    }

    @Override
    public boolean isConfirmed() {
        return sessions.caller().map(Caller::confirmed).orElse(false);
    }

    @Override
    public boolean isConfirmedSession() {
        return sessions.caller().map(Caller::confirmedSession).orElse(false);
    }

    @Override
    public void stopConfirmedSession() {
        sessions.stopConfirmed();
    }

    @Override
    public Optional<Long> getUserId() {
        return sessions.caller().map(Caller::userId);
    }

    @Override
    public Optional<String> getUserName() {
        return identities.name();
    }

    @Override
    public Optional<String> getUserPicture() {
        return identities.picture();
    }

    @Override
    public Optional<String> getUserEmail() {
        return sessions.caller().flatMap(Caller::email);
    }

    @Override
    public void checkUserPassword(String password, boolean allowEmpty) {
        logIns.checkPassword(password, allowEmpty);
    }

    @Override
    public void setUserPassword(String password) {
        origin.requireSameIfUnsafe();
        logIns.setPassword(password);
    }

    @Override
    public void changeUserEmail(String email, String nextActionUriOldAddr, String nextActionUri) {
        origin.requireSameIfUnsafe();
        emailChange.start(email, nextActionUriOldAddr, nextActionUri);
    }

    @Override
    public void sendAccountRemind(String email, String nextActionUri) {
        origin.requireSameIfUnsafe();
        recovery.start(email, nextActionUri);
    }

    @Override
    public void resendEmailConfirm(String nextActionUri) {
        origin.requireSameIfUnsafe();
        confirmation.resend(nextActionUri);
    }

    @Override
    public void confirmEmailOwnership(
            String email, long userId, String nextActionUri, String method, String templateId) {
        confirmation.confirmOwnership(email, userId, nextActionUri, method, templateId);
    }

    @Override
    public URI generateConfirmAction(
            String method, Duration expires, String nextUri, Map<String, String> data) {
        linkActions.requireApplications(method);
        Link link = new Link(method, null, null, data, nextUri);
        return URI.create(transactions.joined(() -> links.issue(link, expires)));
    }

    @Override
    public void setNext(String uri) {
        origin.requireSameIfUnsafe();
        sessions.next(NextUri.check(uri));
    }

    @Override
    public Optional<String> getNext() {
        return sessions.next();
    }

    @Override
    public void clearNext() {
        sessions.clearNext();
    }

    @Override
    public List<Provider> getProviders() {
        return clients.all();
    }

    @Override
    public List<UserProvider> getUserProviders() {
        return identities.all();
    }

    @Override
    public void deleteUserProvider(String provider, String sub) {
        origin.requireSameIfUnsafe();
        identities.remove(provider, sub);
    }

    @Override
    public Optional<String> getUserApiKey() {
        return apiKeys.reveal();
    }

    @Override
    public String regenerateApiKey() {
        origin.requireSameIfUnsafe();
        return apiKeys.regenerate();
    }

    @Override
    public User getUserByApiKey(String key) {
        return apiKeys.find(key);
    }

    @Override
    public String deleteUser() {
        origin.requireSameIfUnsafe();
        return logIns.deleteAccount();
    }

    @Override
    public void touch(long userId) {
        transactions.joined(() -> accounts.touch(userId));
    }

    @Override
    public void cleanup() {
        cleanup.run();
    }
}
