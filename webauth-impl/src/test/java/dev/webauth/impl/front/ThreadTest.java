package dev.webauth.impl.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.Sessions;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.TestApplication;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timers, executors and WebSockets have no request: nobody can be found there. */
class ThreadTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    static Stream<Consumer<WebAuth>> calls() {
        return Stream.of(
                WebAuth::isAuthenticated,
                WebAuth::isConfirmed,
                WebAuth::isConfirmedSession,
                WebAuth::getUserId,
                WebAuth::getUserName,
                WebAuth::getUserEmail,
                WebAuth::getUserProviders,
                webauth -> APP.bean(Sessions.class).list(),
                webauth -> webauth.login("v@x.test", "correct horse"),
                webauth -> webauth.register("v@x.test", "correct horse"));
    }

    /** A read said "nobody", and a registration wrote the account before it failed. */
    @ParameterizedTest
    @MethodSource("calls")
    void a_call_without_a_request_says_so_and_changes_nothing(Consumer<WebAuth> call) {
        assertThatThrownBy(() -> call.accept(APP.webauth()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HTTP request");
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    void a_key_is_looked_up_on_every_thread() {
        String key =
                APP.confirmed("v@x.test", "correct horse")
                        .asks(webauth -> webauth.getUserApiKey().orElseThrow());
        assertThat(APP.webauth().getUserByApiKey(key).email()).contains("v@x.test");
    }
}
