package dev.webauth.impl.front;

import dev.webauth.LoginProvider;
import dev.webauth.LoginResult;
import dev.webauth.User;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.apikey.ApiKeys;
import dev.webauth.impl.boot.Cleanup;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.login.PasswordLogIn;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.provider.CallerIdentities;
import dev.webauth.impl.provider.Clients;
import dev.webauth.impl.selfservice.AccountDeletion;
import dev.webauth.impl.selfservice.ConfirmationMail;
import dev.webauth.impl.selfservice.EmailChange;
import dev.webauth.impl.selfservice.PasswordChange;
import dev.webauth.impl.selfservice.Recovery;
import dev.webauth.impl.selfservice.Registration;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
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
    @Inject PasswordLogIn passwordLogIn;
    @Inject PasswordChange passwordChange;
    @Inject AccountDeletion deletion;
    @Inject ConfirmationMail confirmation;
    @Inject EmailChange emailChange;
    @Inject Recovery recovery;
    @Inject Accounts accounts;
    @Inject ApiKeys apiKeys;
    @Inject Clients clients;
    @Inject CallerIdentities identities;
    @Inject Links links;
    @Inject LinkActions linkActions;
    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject Transactions transactions;
    @Inject Cleanup cleanup;
    @Inject Origin origin;
    @Inject ClientIp ip;

    /** On a thread without a request nobody could be found: that must not look like a visitor. */
    private Optional<Caller> caller() {
        CurrentRequest.required();
        return callers.caller();
    }

    private CallerIdentities identitiesOfCaller() {
        CurrentRequest.required();
        return identities;
    }

    @Override
    public String register(String email, String password, boolean confirmed, String nextActionUri) {
        origin.requireSameForChange();
        return registration.register(email, password, confirmed, nextActionUri);
    }

    @Override
    public LoginResult login(String email, String password, boolean remember) {
        origin.requireSameForChange();
        return passwordLogIn.logIn(email, password, remember);
    }

    @Override
    public String logout() {
        origin.requireSameForChange();
        return logIns.logOut();
    }

    @Override
    public boolean isAuthenticated() {
        return caller().isPresent();
    }

    @Override
    public boolean isConfirmed() {
        return caller().map(Caller::confirmed).orElse(false);
    }

    @Override
    public boolean isConfirmedSession() {
        return caller().map(Caller::confirmedSession).orElse(false);
    }

    @Override
    public void stopConfirmedSession() {
        sessions.endConfirmed();
    }

    @Override
    public Optional<Long> getUserId() {
        return caller().map(Caller::userId);
    }

    @Override
    public Optional<String> getUserName() {
        return identitiesOfCaller().name();
    }

    @Override
    public Optional<String> getUserPicture() {
        return identitiesOfCaller().picture();
    }

    @Override
    public Optional<String> getUserEmail() {
        return caller().flatMap(Caller::email).map(EmailAddress::text);
    }

    @Override
    public void checkUserPassword(String password, boolean allowEmpty) {
        origin.requireSameForChange();
        passwordLogIn.check(password, allowEmpty);
    }

    @Override
    public void setUserPassword(String password) {
        origin.requireSameForChange();
        passwordChange.set(password);
    }

    @Override
    public void changeUserEmail(String email, String nextActionUriOldAddr, String nextActionUri) {
        origin.requireSameForChange();
        emailChange.start(email, nextActionUriOldAddr, nextActionUri);
    }

    @Override
    public void sendAccountRemind(String email, String nextActionUri) {
        origin.requireSameForChange();
        recovery.start(email, nextActionUri);
    }

    @Override
    public void resendEmailConfirm(String nextActionUri) {
        origin.requireSameForChange();
        confirmation.resend(nextActionUri);
    }

    @Override
    public void confirmEmailOwnership(
            String email, long userId, String nextActionUri, String method, String templateId) {
        origin.requireSameForChange();
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
    public List<LoginProvider> getProviders() {
        return clients.all();
    }

    @Override
    public List<UserProvider> getUserProviders() {
        return identitiesOfCaller().all();
    }

    @Override
    public void deleteUserProvider(String provider, String sub) {
        origin.requireSameForChange();
        identities.remove(provider, sub);
    }

    @Override
    public Optional<String> getUserApiKey() {
        return apiKeys.reveal();
    }

    @Override
    public String regenerateApiKey() {
        origin.requireSameForChange();
        return apiKeys.regenerate();
    }

    @Override
    public User getUserByApiKey(String key) {
        return apiKeys.find(key);
    }

    @Override
    public String deleteUser() {
        origin.requireSameForChange();
        return deletion.delete();
    }

    @Override
    public Optional<String> getClientAddress() {
        return ip.text();
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
