package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.RegistrationPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationPolicyTest {

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(List.of(InvitedOnly.class), "allow-registration", "false");

    @ApplicationScoped
    static class InvitedOnly implements RegistrationPolicy {

        private final Set<String> invited = ConcurrentHashMap.newKeySet();

        void invite(String email) {
            invited.add(email);
        }

        @Override
        public boolean allows(Optional<String> email, String method) {
            return email.filter(invited::contains).isPresent() && method.equals("password");
        }
    }

    @Test
    void the_applications_bean_lets_an_invited_person_in() {
        FakeBrowser vera = APP.browser();
        assertThatThrownBy(() -> vera.calls(w -> w.register("v@x.test", "correct horse")))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("registration_closed");
        APP.bean(InvitedOnly.class).invite("v@x.test");
        vera.calls(webauth -> webauth.register("V@x.test", "correct horse"));
        assertThat(vera.isLoggedIn()).isTrue();
    }
}
