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
import dev.webauth.impl.web.ApiBean;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Application scoped, so that calling it makes no session; who calls is looked up each time. */
@ApiBean
@ApplicationScoped
class RequestWebAuth implements WebAuth {

    private static final String NO_KEY = "";

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
    @Inject Refusals refusals;
    @Inject ClientIp ip;

    @Override
    public String register(String email, String password, @ApiBean.MayBeNull String nextActionUri) {
        return register(email, password, false, nextActionUri);
    }

    @Override
    public String register(
            String email,
            String password,
            boolean confirmed,
            @ApiBean.MayBeNull String nextActionUri) {
        return registration.register(email, password, confirmed, nextActionUri);
    }

    @Override
    public LoginResult login(String email, String password, boolean remember) {
        return passwordLogIn.logIn(email, password, remember);
    }

    @Override
    public String logout() {
        return logIns.logOut();
    }

    @Override
    @ApiBean.Reads
    public boolean isAuthenticated() {
        return callers.caller().isPresent();
    }

    @Override
    @ApiBean.Reads
    public boolean isConfirmed() {
        return callers.caller().map(Caller::confirmed).orElse(false);
    }

    @Override
    @ApiBean.Reads
    public boolean isConfirmedSession() {
        return callers.caller().map(Caller::confirmedSession).orElse(false);
    }

    @Override
    public void stopConfirmedSession() {
        sessions.endConfirmed();
    }

    @Override
    @ApiBean.Reads
    public Optional<Long> getUserId() {
        return callers.caller().map(Caller::userId);
    }

    @Override
    @ApiBean.Reads
    public long requireUserId() {
        return callers.required().userId();
    }

    @Override
    @ApiBean.Reads
    public Optional<User> getUser() {
        return callers.caller().map(Caller::account).map(account -> account.asUser(NO_KEY));
    }

    @Override
    @ApiBean.Reads
    public Optional<String> getUserName() {
        return identities.name();
    }

    @Override
    @ApiBean.Reads
    public Optional<String> getUserPicture() {
        return identities.picture();
    }

    @Override
    @ApiBean.Reads
    public Optional<String> getUserEmail() {
        return callers.caller().flatMap(Caller::email).map(EmailAddress::text);
    }

    @Override
    public void checkUserPassword(@ApiBean.MayBeNull String password, boolean allowEmpty) {
        passwordLogIn.check(password, allowEmpty);
    }

    @Override
    public void setUserPassword(String password) {
        passwordChange.set(password);
    }

    @Override
    public void changeUserEmail(
            String email,
            @ApiBean.MayBeNull String nextActionUriOldAddr,
            @ApiBean.MayBeNull String nextActionUri) {
        emailChange.start(email, nextActionUriOldAddr, nextActionUri);
    }

    @Override
    public void sendAccountRemind(String email, @ApiBean.MayBeNull String nextActionUri) {
        recovery.start(email, nextActionUri);
    }

    @Override
    public void resendEmailConfirm(@ApiBean.MayBeNull String nextActionUri) {
        confirmation.resend(nextActionUri);
    }

    @Override
    @ApiBean.Anywhere
    public void confirmEmailOwnership(
            String email,
            long userId,
            @ApiBean.MayBeNull String nextActionUri,
            String method,
            String templateId) {
        confirmation.confirmOwnership(email, userId, nextActionUri, method, templateId);
    }

    @Override
    @ApiBean.Anywhere
    public URI generateConfirmAction(
            String method,
            Duration expires,
            @ApiBean.MayBeNull String nextUri,
            Map<String, String> data) {
        linkActions.requireApplications(method);
        Link link = new Link(method, null, null, data, nextUri);
        return URI.create(transactions.required(() -> links.issue(link, expires)));
    }

    @Override
    @ApiBean.Notes
    public void setNext(String uri) {
        sessions.next(NextUri.check(uri));
    }

    @Override
    @ApiBean.Reads
    public Optional<String> getNext() {
        return sessions.next();
    }

    @Override
    @ApiBean.Notes
    public void clearNext() {
        sessions.clearNext();
    }

    @Override
    @ApiBean.Anywhere
    @ApiBean.Reads
    public URI path(String path) {
        return origin.uri(NextUri.check(path));
    }

    @Override
    @ApiBean.Anywhere
    @ApiBean.Reads
    public String getLogoutPath() {
        return logIns.logOutPath();
    }

    @Override
    @ApiBean.Anywhere
    @ApiBean.Reads
    public String getReauthenticationPath(@ApiBean.MayBeNull String nextUri) {
        return refusals.reauthenticationPath(Optional.ofNullable(NextUri.check(nextUri)));
    }

    @Override
    @ApiBean.Anywhere
    @ApiBean.Reads
    public List<LoginProvider> getProviders() {
        return clients.all();
    }

    @Override
    @ApiBean.Reads
    public List<UserProvider> getUserProviders() {
        return identities.all();
    }

    @Override
    public void deleteUserProvider(String provider, String sub) {
        identities.remove(provider, sub);
    }

    @Override
    @ApiBean.Reads
    public Optional<String> getUserApiKey() {
        return apiKeys.reveal();
    }

    @Override
    public String regenerateApiKey() {
        return apiKeys.regenerate();
    }

    @Override
    @ApiBean.Anywhere
    @ApiBean.Reads
    public User getUserByApiKey(@ApiBean.MayBeNull String key) {
        return apiKeys.find(key);
    }

    @Override
    public String deleteUser() {
        return deletion.delete();
    }

    @Override
    @ApiBean.Anywhere
    @ApiBean.Reads
    public Optional<String> getClientAddress() {
        return ip.text();
    }

    @Override
    @ApiBean.Anywhere
    @ApiBean.Notes
    public void touch(long userId) {
        transactions.required(() -> accounts.touch(userId));
    }

    @Override
    @ApiBean.Anywhere
    public void cleanup() {
        cleanup.run();
    }
}
