package dev.webauth.impl.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.RoleProvider;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The caller of a request, the roles of the caller, and access to guarded beans. */
class RolesTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(List.of(GuardedStore.class, Cellar.class, Diary.class));

    @RegisterExtension
    static final TestApplication STAFFED =
            TestApplication.withBeans(List.of(GuardedStore.class, Staff.class));

    @RegisterExtension
    static final TestApplication ON_ITS_OWN =
            TestApplication.withBeans(
                    List.of(GuardedStore.class, Diary.class), "jakarta-security", "false");

    @BeforeEach
    void nobodyIsStaff() {
        Staff.ADMINS.clear();
    }

    @ApplicationScoped
    static class GuardedStore {

        @RolesAllowed("user")
        void look() {}

        @RolesAllowed({"auditor", "confirmed"})
        void count() {}

        @RolesAllowed("admin")
        void empty() {}

        @RolesAllowed("**")
        void knock() {}

        @DenyAll
        void blowUp() {}

        void pass() {}
    }

    @RolesAllowed("confirmed")
    @ApplicationScoped
    static class Cellar {

        void enter() {}

        @PermitAll
        void passBy() {}
    }

    @ApplicationScoped
    static class Staff implements RoleProvider {

        static final Set<Long> ADMINS = ConcurrentHashMap.newKeySet();

        @Override
        public Set<String> roles(long userId, Set<String> standard) {
            Set<String> roles = new HashSet<>(standard);
            if (ADMINS.contains(userId)) {
                roles.add("admin");
            }
            return roles;
        }
    }

    interface Contract<T> {

        @RolesAllowed("confirmed")
        void accept(T value);
    }

    @Authenticated
    static class Base {

        void inherited() {}
    }

    @ApplicationScoped
    static class Diary extends Base implements Contract<String> {

        @Override
        public void accept(String value) {}

        @Confirmed
        void seal() {}

        @PermitAll
        void open() {}
    }

    private static void in(FakeBrowser browser, Runnable work) {
        browser.calls(webauth -> work.run());
    }

    private static GuardedStore safe() {
        return APP.bean(GuardedStore.class);
    }

    private static Optional<RequestCaller> caller(FakeBrowser browser) {
        return browser.asks(webauth -> APP.bean(RequestCallers.class).caller());
    }

    @Test
    void a_visitor_has_no_role_and_gets_no_session() {
        FakeBrowser visitor = APP.browser();
        assertThatThrownBy(() -> in(visitor, () -> safe().look()))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("not_authenticated"));
        assertThatThrownBy(() -> in(visitor, () -> safe().knock()))
                .isInstanceOf(AccessDeniedException.class);
        assertThatCode(() -> in(visitor, () -> safe().pass())).doesNotThrowAnyException();
        assertThat(visitor.hasCookies()).isFalse();
    }

    @Test
    void without_a_request_a_guarded_call_fails_and_says_so() {
        assertThatThrownBy(() -> safe().look())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HTTP request");
        assertThatCode(() -> safe().pass()).doesNotThrowAnyException();
    }

    @Test
    void a_logged_in_caller_has_the_role_user() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        in(vera, () -> safe().look());
        in(vera, () -> safe().knock());
        assertThat(caller(vera).orElseThrow().roles()).containsExactly("user");
    }

    @Test
    void a_confirmed_account_has_a_further_role_at_once() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        assertThatThrownBy(() -> in(vera, () -> safe().count()))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("role_missing"));
        vera.get(APP.link("v@x.test"));
        in(vera, () -> safe().count());
        assertThatThrownBy(() -> in(vera, () -> safe().empty()))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_method_denied_to_all_is_refused_to_every_caller() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        assertThatThrownBy(() -> in(vera, () -> safe().blowUp()))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void an_annotation_of_a_method_overrides_that_of_its_class() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        in(vera, () -> APP.bean(Cellar.class).passBy());
        assertThatThrownBy(() -> in(vera, () -> APP.bean(Cellar.class).enter()))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_bean_is_guarded_by_its_superclass_and_interface() {
        Diary diary = APP.bean(Diary.class);
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        for (Runnable guarded :
                List.<Runnable>of(diary::inherited, diary::seal, () -> diary.accept(""))) {
            assertThatThrownBy(() -> in(APP.browser(), guarded))
                    .isInstanceOfSatisfying(
                            AccessDeniedException.class,
                            e -> assertThat(e.code()).isEqualTo("not_authenticated"));
        }
        in(APP.browser(), diary::open);
        in(vera, diary::inherited);
        assertThatThrownBy(() -> in(vera, diary::seal))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("not_confirmed"));
        assertThatThrownBy(() -> in(vera, () -> diary.accept("")))
                .isInstanceOf(AccessDeniedException.class);

        vera.get(APP.link("v@x.test"));
        in(vera, diary::seal);
        in(vera, () -> diary.accept(""));
    }

    @Test
    void the_name_of_the_caller_is_the_account_id() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        assertThat(caller(vera).orElseThrow().principal().getName()).isEqualTo(Long.toString(id));
    }

    @Test
    void a_log_in_has_effect_within_its_own_request() {
        FakeBrowser vera = APP.browser();
        vera.calls(
                webauth -> {
                    assertThat(APP.bean(RequestCallers.class).caller()).isEmpty();
                    webauth.register("v@x.test", PASSWORD);
                    safe().look();
                    webauth.logout();
                    assertThat(APP.bean(RequestCallers.class).caller()).isEmpty();
                });
    }

    @Test
    void the_applications_roles_are_asked_for() {
        FakeBrowser vera = STAFFED.confirmed("v@x.test", PASSWORD);
        GuardedStore safe = STAFFED.bean(GuardedStore.class);
        assertThatThrownBy(() -> in(vera, safe::empty)).isInstanceOf(AccessDeniedException.class);
        Staff.ADMINS.add(vera.asks(WebAuth::getUserId).orElseThrow());
        in(vera, safe::empty);
        in(vera, safe::look);
    }

    @Test
    void an_api_key_in_either_header_identifies_the_caller_and_makes_no_session() {
        String key = APP.confirmed("v@x.test", PASSWORD).asks(WebAuth::getUserApiKey).orElseThrow();
        for (FakeBrowser program :
                List.of(
                        APP.browser().with("X-API-Key", key),
                        APP.browser().with("Authorization", "Bearer " + key),
                        APP.browser().with("Authorization", "bearer  " + key))) {
            in(program, () -> safe().count());
            assertThat(program.hasCookies()).isFalse();
            assertThat(program.asks(WebAuth::isAuthenticated)).isFalse();
        }
    }

    @Test
    void a_wrong_api_key_has_no_caller_even_with_a_session() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        String wrong = key.substring(0, 31) + (key.endsWith("A") ? "B" : "A");
        for (String header : List.of(wrong, key + "A", "", " ", "%zz", key.toLowerCase())) {
            vera.with("X-API-Key", header);
            assertThat(caller(vera)).as(header).isEmpty();
        }
        vera.with("X-API-Key", null).with("Authorization", "Bearer " + wrong);
        assertThat(caller(vera)).isEmpty();
    }

    @Test
    void a_bearer_token_of_another_kind_is_ignored() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        for (String other : List.of("Bearer eyJhbGciOi", "Basic dmVyYTpw", "Bearer", "!!!")) {
            vera.with("Authorization", other);
            assertThat(caller(vera)).as(other).isPresent();
        }
    }

    @Test
    void the_api_key_takes_precedence_over_the_session() {
        String key = APP.confirmed("k@x.test", PASSWORD).asks(WebAuth::getUserApiKey).orElseThrow();
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        vera.with("X-API-Key", key);
        assertThat(caller(vera).orElseThrow().userId()).isNotEqualTo(id);
        assertThat(vera.asks(WebAuth::getUserId)).contains(id);
    }

    @Test
    void an_application_with_its_own_security_guards_its_beans_itself() {
        GuardedStore safe = ON_ITS_OWN.bean(GuardedStore.class);
        assertThatCode(() -> in(ON_ITS_OWN.browser(), safe::empty)).doesNotThrowAnyException();
        Diary diary = ON_ITS_OWN.bean(Diary.class);
        assertThatCode(() -> in(ON_ITS_OWN.browser(), () -> diary.accept("")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> in(ON_ITS_OWN.browser(), diary::inherited))
                .isInstanceOf(AccessDeniedException.class);
    }
}
