package dev.webauth.impl.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.webauth.Sessions;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.TestApplication;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads without a request: timers, executors, WebSockets. There is no caller on them. */
class ThreadTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    /** What the documentation says to work on every thread, with a public URL. */
    private static final Set<String> ANYWHERE =
            Set.of(
                    "getUserByApiKey",
                    "touch",
                    "cleanup",
                    "confirmEmailOwnership",
                    "generateConfirmAction",
                    "path",
                    "getLogoutPath",
                    "getReauthenticationPath",
                    "getProviders",
                    "getClientAddress");

    static Stream<Method> calls() {
        return ApiCallsTest.methods()
                .filter(
                        method ->
                                method.getDeclaringClass() == WebAuth.class
                                        || method.getDeclaringClass() == Sessions.class);
    }

    /**
     * Regression test: a read answered as for a visitor, and a registration wrote the account
     * before it failed.
     */
    @ParameterizedTest
    @MethodSource("calls")
    void a_call_without_a_request_fails_clearly_and_changes_nothing(Method method) {
        Throwable thrown =
                catchThrowable(
                        () -> ApiCallsTest.call(APP, method, ApiCallsTest.arguments(method)));
        if (ANYWHERE.contains(method.getName())) {
            assertThat(thrown instanceof IllegalStateException).isFalse();
        } else {
            assertThat(thrown)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HTTP request");
        }
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    void a_key_can_be_looked_up_on_any_thread() {
        String key =
                APP.confirmed("v@x.test", "correct horse")
                        .asks(webauth -> webauth.getUserApiKey().orElseThrow());
        assertThat(APP.webauth().getUserByApiKey(key).email()).contains("v@x.test");
    }
}
