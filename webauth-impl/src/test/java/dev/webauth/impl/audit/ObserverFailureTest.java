package dev.webauth.impl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.PasswordChanged;
import dev.webauth.event.Registered;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An exception of an application's observer undoes the act that it observes. */
class ObserverFailureTest {

    @RegisterExtension
    static final TestApplication APP = TestApplication.withBeans(List.of(FailingObserver.class));

    @ApplicationScoped
    static class FailingObserver {

        Class<? extends AccountEvent> type;

        void fail(@Observes AccountEvent event) {
            if (event.getClass() == type) {
                throw new IllegalStateException("the application failed");
            }
        }

        void failAt(Class<? extends AccountEvent> event) {
            type = event;
        }
    }

    @Test
    @Tag("LOG-10")
    void a_registration_is_undone_with_its_mail_and_log_in() {
        APP.bean(FailingObserver.class).failAt(Registered.class);
        FakeBrowser vera = APP.browser();
        assertThatThrownBy(() -> vera.calls(w -> w.register("v@x.test", "correct horse")))
                .hasMessage("the application failed");
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(APP.database().count("webauth_user")).isZero();
        assertThat(APP.database().count("webauth_user_log")).isZero();
        assertThat(APP.mails("v@x.test")).isEmpty();
    }

    @Test
    @Tag("LOG-10")
    void a_password_change_is_undone_and_ends_no_session() {
        APP.bean(FailingObserver.class).failAt(null);
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        FakeBrowser elsewhere = APP.browser();
        elsewhere.calls(w -> w.login("v@x.test", "correct horse"));
        APP.bean(FailingObserver.class).failAt(PasswordChanged.class);
        assertThatThrownBy(() -> vera.calls(w -> w.setUserPassword("battery staple")))
                .hasMessage("the application failed");
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(elsewhere.isLoggedIn()).isTrue();
        APP.browser().calls(w -> w.login("v@x.test", "correct horse"));
    }
}
