package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RacesTest {

    private static final int MANY = 100;

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication CONCEALING = TestApplication.with("conceal-accounts", "true");

    @Test
    @Tag("RAC-01")
    void a_hundred_registrations_of_one_address_at_once_create_one_account() {
        List<Object> results = Parallel.run(MANY, number -> register(APP));
        assertThat(results).filteredOn("done"::equals).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !"done".equals(result))
                .allSatisfy(
                        result ->
                                assertThat(result)
                                        .isInstanceOf(ResourceAlreadyExistsException.class));
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
        assertThat(APP.database().count("webauth_mail")).isEqualTo(1);
    }

    @Test
    void concealed_a_hundred_registrations_of_one_address_all_seem_to_succeed() {
        List<Object> results = Parallel.run(MANY, number -> register(CONCEALING));
        assertThat(results).containsOnly("done");
        CONCEALING.mails("race@x.test");
        assertThat(CONCEALING.database().count("webauth_user")).isEqualTo(1);
    }

    private static Object register(TestApplication app) {
        app.browser().calls(webauth -> webauth.register("race@x.test", "correct horse"));
        return "done";
    }

    @Test
    @Tag("RAC-03")
    void a_hundred_uses_of_one_link_at_once_succeed_once() {
        APP.confirmed("link@x.test", "correct horse");
        APP.browser().calls(webauth -> webauth.sendAccountRemind("link@x.test", null));
        String link = APP.link("link@x.test");
        List<Object> results =
                Parallel.run(MANY, number -> APP.browser().post(link, "confirm", "1").status());
        assertThat(results).filteredOn(status -> status.equals(303)).hasSize(1);
        assertThat(results).filteredOn(status -> status.equals(404)).hasSize(MANY - 1);
    }

    @Test
    void a_hundred_different_people_register_at_once() {
        List<Object> results =
                Parallel.run(
                        MANY,
                        number ->
                                APP.registered("p" + number + "@x.test", "correct horse")
                                        .isLoggedIn());
        assertThat(results).containsOnly(true);
        assertThat(APP.database().count("webauth_user")).isEqualTo(MANY);
    }

    @Test
    @Tag("PWD-20")
    void fifty_wrong_log_ins_at_once_lead_to_five_hashes() {
        APP.confirmed("v@x.test", "correct horse");
        List<Object> results =
                Parallel.run(
                        50,
                        number -> {
                            APP.browser().calls(webauth -> webauth.login("v@x.test", "wrong one"));
                            return "in";
                        });
        assertThat(results)
                .allSatisfy(result -> assertThat(result).isInstanceOf(AccessDeniedException.class));
        int hashed =
                Integer.parseInt(
                        APP.database()
                                .value(
                                        "select count(*) from webauth_user_log where event ="
                                                + " 'login.failed'"));
        assertThat(hashed).isEqualTo(5);
    }

    /**
     * Regression test: /remind was answered with 500 when the account was deleted between its read
     * and the insert of the dependent rows.
     */
    @ParameterizedTest
    @MethodSource("doneToAnAccount")
    @Tag("RAC-06")
    void an_act_on_an_account_that_is_deleted_meanwhile_is_refused(Consumer<WebAuth> done) {
        FakeBrowser vera = APP.confirmed("gone@x.test", "correct horse");

        Object result =
                APP.database()
                        .whileDeleting(
                                "webauth_user",
                                () -> {
                                    vera.calls(done);
                                    return "done";
                                });

        assertThat(result)
                .isInstanceOfAny(AccessDeniedException.class, UserNotFoundException.class);
        assertThat(APP.database().count("webauth_link")).isZero();
        assertThat(APP.database().count("webauth_mail")).isZero();
    }

    static Stream<Consumer<WebAuth>> doneToAnAccount() {
        return Stream.of(
                webauth -> webauth.sendAccountRemind("gone@x.test", null),
                WebAuth::regenerateApiKey,
                webauth -> webauth.setUserPassword("battery staple"),
                webauth -> webauth.changeUserEmail("new@x.test", null, null),
                webauth ->
                        webauth.confirmEmailOwnership(
                                "new@x.test",
                                webauth.getUserId().orElseThrow(),
                                null,
                                "account.confirm",
                                "confirm"));
    }

    @Test
    void after_many_new_keys_at_once_the_key_that_is_shown_works() {
        FakeBrowser vera = APP.confirmed("keys@x.test", "correct horse");
        Parallel.run(20, number -> vera.asks(WebAuth::regenerateApiKey));
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        assertThat(APP.browser().asks(webauth -> webauth.getUserByApiKey(key)).email())
                .contains("keys@x.test");
    }
}
