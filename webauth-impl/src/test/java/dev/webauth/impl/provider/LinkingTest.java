package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceBusyException;
import dev.webauth.UserNotFoundException;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.event.ProviderLinked;
import dev.webauth.event.ProviderRemoved;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account that an identity of a provider logs in to. */
class LinkingTest {

    private static final String PASSWORD = "correct horse";
    private static final HostileProvider OP = HostileProvider.start();

    @RegisterExtension static final TestApplication APP = TestApplication.with(settings());

    @RegisterExtension
    static final TestApplication CLOSED =
            TestApplication.with(settings("allow-registration", "false"));

    @RegisterExtension
    static final TestApplication TRUSTING =
            TestApplication.with(settings("op.trust-email", "true"));

    private static String[] settings(String... more) {
        List<String> all =
                new java.util.ArrayList<>(
                        List.of(
                                "op.issuer", OP.url(),
                                "op.client-id", HostileProvider.CLIENT_ID,
                                "op.client-secret", HostileProvider.CLIENT_SECRET,
                                "twin.issuer", OP.url(),
                                "twin.client-id", HostileProvider.CLIENT_ID,
                                "twin.client-secret", HostileProvider.CLIENT_SECRET));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @BeforeEach
    void behave() {
        OP.behave();
        for (TestApplication app : List.of(APP, CLOSED, TRUSTING)) {
            app.clock().setToNow();
        }
    }

    private static void saysEmail(String email, Object verified) {
        OP.userinfo(
                person -> {
                    person.add("email", email);
                    if (verified instanceof Boolean flag) {
                        person.add("email_verified", flag);
                    } else if (verified == null) {
                        person.remove("email_verified");
                    } else {
                        person.add("email_verified", verified.toString());
                    }
                });
    }

    @Test
    @Tag("PRE-01")
    void a_sign_in_does_not_join_an_account_with_the_same_address() {
        FakeBrowser mallory = APP.registered("victim@x.test", PASSWORD);
        saysEmail("victim@x.test", true);
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        assertThat(vera.asks(WebAuth::getUserId)).isNotEqualTo(mallory.asks(WebAuth::getUserId));
        assertThat(vera.asks(WebAuth::getUserEmail)).isEmpty();
        assertThat(APP.database().count("webauth_user")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "yes", "missing"})
    @Tag("PRE-05")
    void an_address_from_an_untrusted_provider_is_ignored(String verified) {
        APP.confirmed("v@x.test", PASSWORD);
        saysEmail("v@x.test", verified.equals("missing") ? null : verified);
        FakeBrowser mallory = APP.browser();
        OP.signIn(mallory, "op", "evil");
        assertThat(mallory.asks(WebAuth::getUserEmail)).isEmpty();
        assertThat(APP.database().count("webauth_user")).isEqualTo(2);
    }

    @Test
    @Tag("PRE-06")
    void the_same_subject_at_another_provider_is_another_account() {
        FakeBrowser one = APP.browser();
        FakeBrowser two = APP.browser();
        OP.signIn(one, "op", "s1");
        OP.signIn(two, "twin", "s1");
        assertThat(one.asks(WebAuth::getUserId)).isNotEqualTo(two.asks(WebAuth::getUserId));
    }

    @Test
    @Tag("PRE-07")
    void a_renamed_person_keeps_the_account() {
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        OP.userinfo(person -> person.add("name", "Vera New").add("email", "new@x.test"));
        FakeBrowser later = APP.browser();
        OP.signIn(later, "op", "s1");
        assertThat(later.asks(WebAuth::getUserId)).isEqualTo(vera.asks(WebAuth::getUserId));
        assertThat(later.asks(WebAuth::getUserName)).contains("Vera New");
        assertThat(later.asks(WebAuth::getUserEmail)).isEmpty();
    }

    @Test
    void a_logged_in_user_links_an_identity() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        String session = vera.sessionId();
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(303);
        assertThat(vera.sessionId()).isEqualTo(session);
        assertThat(vera.asks(WebAuth::getUserProviders))
                .extracting(UserProvider::provider, UserProvider::sub)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("op", "s1"));
        FakeBrowser elsewhere = APP.browser();
        OP.signIn(elsewhere, "op", "s1");
        assertThat(elsewhere.asks(WebAuth::getUserId)).contains(id);
        assertThat(APP.bean(RecordedEvents.class).events())
                .filteredOn(ProviderLinked.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProviderLinked.class,
                        linked -> {
                            assertThat(linked.userId()).isEqualTo(id);
                            assertThat(linked.provider()).isEqualTo("op");
                            assertThat(linked.claims()).containsEntry("name", "Vera s1");
                            assertThat(linked.toString()).doesNotContain("Vera");
                        });
    }

    @Test
    @Tag("PRE-14")
    void a_linked_identity_is_mailed_to_the_owner_and_logged() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        OP.signIn(vera, "op", "s1");
        assertThat(APP.mails("v@x.test").get(0).mail().subject()).contains("new way to log in");
        assertThat(APP.database().column("select event from webauth_user_log"))
                .contains("provider.linked:op");
    }

    @Test
    void linking_a_second_time_changes_nothing() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        OP.signIn(vera, "op", "s1");
        int mails = APP.mails("v@x.test").size();
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserProviders)).hasSize(1);
        assertThat(APP.mails("v@x.test")).hasSize(mails);
    }

    @Test
    @Tag("PRE-08")
    void an_identity_of_another_account_is_not_linked() {
        FakeBrowser mallory = APP.browser();
        OP.signIn(mallory, "op", "s1");
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        Answer answer = OP.signIn(vera, "op", "s1");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("belongs to another account");
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("v@x.test");
        assertThat(vera.asks(WebAuth::getUserProviders)).isEmpty();
        assertThat(mallory.asks(WebAuth::getUserProviders)).hasSize(1);
    }

    @Test
    @Tag("PRE-09")
    void another_site_can_start_neither_linking_nor_a_sign_in() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD).with("Sec-Fetch-Site", "cross-site");
        Answer page = vera.get("/auth/op/login");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(TestApplication.CONTEXT + "/auth/op/login");
        assertThat(APP.database().count("webauth_flow")).isZero();
        Answer visitor =
                APP.browser()
                        .withoutFetchMetadata()
                        .with("Referer", "https://evil.test/page")
                        .get("/auth/op/login");
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(APP.database().count("webauth_flow")).isZero();
    }

    @Test
    @Tag("REG-20")
    void an_unconfirmed_account_cannot_link() {
        FakeBrowser mallory = APP.registered("victim@x.test", PASSWORD);
        Answer answer = mallory.get("/auth/op/login");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("confirm your e-mail address");
    }

    @Test
    @Tag("PRE-02")
    void identities_of_a_never_confirmed_account_are_removed_by_a_recovery() {
        FakeBrowser mallory = APP.registered("victim@x.test", PASSWORD);
        long id = mallory.asks(WebAuth::getUserId).orElseThrow();
        APP.database()
                .run(
                        "insert into webauth_user_auth (id, user_id, provider, issuer, sub,"
                                + " d_created) values (7, ?, 'op', ?, 'm', current_timestamp)",
                        id,
                        OP.url());
        FakeBrowser vera = APP.browser();
        vera.calls(webauth -> webauth.sendAccountRemind("victim@x.test", null));
        vera.get(APP.link("victim@x.test"));
        assertThat(vera.asks(WebAuth::getUserProviders)).isEmpty();
        FakeBrowser again = APP.browser();
        OP.signIn(again, "op", "m");
        assertThat(again.asks(WebAuth::getUserId)).isNotEqualTo(vera.asks(WebAuth::getUserId));
    }

    @Test
    @Tag("OID-27")
    void linking_fails_if_the_user_who_started_it_is_no_longer_logged_in() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        String callback = OP.authorize(vera.get("/auth/op/login").location(), "s1");
        vera.calls(WebAuth::logout);
        assertThat(vera.get(callback).status()).isEqualTo(403);
        assertThat(vera.isLoggedIn()).isFalse();

        String second = beginAs(vera, "v@x.test");
        vera.calls(webauth -> webauth.register("w@x.test", PASSWORD, true, null));
        assertThat(vera.get(second).status()).isEqualTo(403);
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("w@x.test");
        assertThat(APP.database().count("webauth_user_auth")).isZero();
    }

    private static String beginAs(FakeBrowser browser, String email) {
        browser.calls(webauth -> webauth.login(email, PASSWORD));
        return OP.authorize(browser.get("/auth/op/login").location(), "s1");
    }

    @Test
    @Tag("PRE-15")
    void linking_started_in_one_browser_cannot_be_finished_in_another() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        String callback = OP.authorize(vera.get("/auth/op/login").location(), "s2");
        FakeBrowser elsewhere = APP.browser();
        elsewhere.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        assertThat(elsewhere.get(callback).status()).isEqualTo(403);
        assertThat(vera.asks(WebAuth::getUserProviders)).isEmpty();
    }

    @Test
    @Tag("PRE-11")
    void the_last_way_to_log_in_cannot_be_removed() {
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.deleteUserProvider("op", "s1")))
                .isInstanceOf(ResourceBusyException.class);
        // A password is no way to log in without a confirmed address.
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.deleteUserProvider("op", "s1")))
                .isInstanceOf(ResourceBusyException.class);
        vera.calls(webauth -> webauth.changeUserEmail("v@x.test", null, null));
        vera.get(APP.link("v@x.test"));
        vera.calls(webauth -> webauth.deleteUserProvider("op", "s1"));
        assertThat(vera.asks(WebAuth::getUserProviders)).isEmpty();
    }

    @Test
    void an_address_without_a_password_is_not_a_way_to_log_in() {
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        vera.calls(webauth -> webauth.changeUserEmail("v@x.test", null, null));
        vera.get(APP.link("v@x.test"));
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.deleteUserProvider("op", "s1")))
                .isInstanceOf(ResourceBusyException.class);
    }

    @Test
    @Tag("PRE-12")
    void one_identity_stays_when_a_hundred_requests_remove_both() {
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        OP.signIn(vera, "twin", "s1");
        List<Object> results =
                Parallel.run(
                        100,
                        number -> {
                            vera.calls(
                                    webauth ->
                                            webauth.deleteUserProvider(
                                                    number % 2 == 0 ? "op" : "twin", "s1"));
                            return "done";
                        });
        assertThat(results).filteredOn("done"::equals).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !"done".equals(result))
                .allSatisfy(result -> assertThat(result).isInstanceOf(WebAuthException.class));
        assertThat(APP.database().count("webauth_user_auth")).isEqualTo(1);
    }

    @Test
    @Tag("PRE-13")
    void a_removed_identity_signs_in_to_a_new_account() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        OP.signIn(vera, "op", "s1");
        vera.calls(webauth -> webauth.deleteUserProvider("op", "s1"));
        assertThat(APP.bean(RecordedEvents.class).events()).contains(new ProviderRemoved(id, "op"));
        assertThat(APP.mails("v@x.test").get(0).mail().subject()).contains("removed");
        FakeBrowser elsewhere = APP.browser();
        OP.signIn(elsewhere, "op", "s1");
        assertThat(elsewhere.asks(WebAuth::getUserId).orElseThrow()).isNotEqualTo(id);
    }

    @Test
    void only_the_callers_own_identities_can_be_removed() {
        OP.signIn(APP.browser(), "op", "s1");
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.deleteUserProvider("op", "s1")))
                .isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(
                        () ->
                                APP.browser()
                                        .calls(webauth -> webauth.deleteUserProvider("op", "s1")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(APP.database().count("webauth_user_auth")).isEqualTo(1);
    }

    @Test
    @Tag("RAC-04")
    void a_hundred_first_sign_ins_at_once_create_one_account() {
        List<Object> results =
                Parallel.run(100, number -> OP.signIn(APP.browser(), "op", "s1").status());
        assertThat(results).isSubsetOf(303, 503).contains(303);
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
        assertThat(APP.database().count("webauth_user_auth")).isEqualTo(1);
    }

    @Test
    @Tag("REG-16")
    void a_first_sign_in_creates_no_account_when_registration_is_closed() {
        FakeBrowser vera = CLOSED.browser();
        Answer answer = OP.signIn(vera, "op", "s1");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("New accounts cannot be created");
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(CLOSED.database().count("webauth_user")).isZero();
    }

    @Test
    void a_verified_address_of_a_trusted_provider_becomes_the_accounts() {
        saysEmail("v@x.test", true);
        FakeBrowser vera = TRUSTING.browser();
        OP.signIn(vera, "op", "s1");
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("v@x.test");
    }

    @Test
    void an_unverified_address_of_a_trusted_provider_does_not_become_the_accounts() {
        saysEmail("v@x.test", false);
        FakeBrowser vera = TRUSTING.browser();
        OP.signIn(vera, "op", "s1");
        assertThat(vera.asks(WebAuth::getUserEmail)).isEmpty();
    }

    @Test
    void a_taken_address_of_a_trusted_provider_stays_with_its_account() {
        TRUSTING.confirmed("v@x.test", PASSWORD);
        saysEmail("v@x.test", true);
        FakeBrowser other = TRUSTING.browser();
        OP.signIn(other, "op", "s1");
        assertThat(other.asks(WebAuth::getUserEmail)).isEmpty();
        assertThat(TRUSTING.database().count("webauth_user")).isEqualTo(2);
    }

    @Test
    @Tag("PWD-23")
    void an_old_session_of_an_account_without_a_password_needs_a_fresh_log_in() {
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        vera.calls(webauth -> webauth.checkUserPassword(null, true));
        APP.clock().forward(Duration.ofMinutes(11));
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.checkUserPassword("", true)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void deleting_an_account_deletes_its_identities() {
        FakeBrowser vera = APP.browser();
        OP.signIn(vera, "op", "s1");
        vera.calls(WebAuth::deleteUser);
        assertThat(APP.database().count("webauth_user_auth")).isZero();
        OP.signIn(vera, "op", "s1");
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }
}
