package dev.webauth.impl.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.config.Allowance;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.Transactions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThrottleTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication STRICT = TestApplication.with("limit.resend", "2/PT30S");

    private final Throttle throttle = APP.bean(Throttle.class);

    @ParameterizedTest
    @EnumSource
    void allows_the_configured_number_of_uses_until_the_window_ends(Limit limit) {
        Allowance allowed = APP.bean(WebAuthConfig.class).limits().get(limit);
        for (int i = 0; i < allowed.uses(); i++) {
            assertThat(throttle.isExhausted(limit, "somebody")).isFalse();
            assertThat(throttle.take(limit, "somebody")).isTrue();
        }
        assertThat(throttle.isExhausted(limit, "somebody")).isTrue();
        assertThat(throttle.take(limit, "somebody")).isFalse();
        assertThat(throttle.take(limit, "somebody else")).isTrue();
        APP.clock().forward(allowed.window().minusSeconds(1));
        assertThat(throttle.take(limit, "somebody")).isFalse();
        APP.clock().forward(Duration.ofSeconds(1));
        assertThat(throttle.isExhausted(limit, "somebody")).isFalse();
        assertThat(throttle.take(limit, "somebody")).isTrue();
    }

    @Test
    @Tag("PWD-20")
    void exactly_the_limit_of_many_concurrent_uses_is_allowed() {
        for (int round = 0; round < 5; round++) {
            String subject = "round " + round;
            assertThat(Parallel.run(50, number -> throttle.take(Limit.RECOVER_MINUTE, subject)))
                    .filteredOn(Boolean.TRUE::equals)
                    .hasSize(5);
        }
    }

    @Test
    void a_limit_can_be_configured() {
        Throttle strict = STRICT.bean(Throttle.class);
        assertThat(strict.take(Limit.RESEND, "a")).isTrue();
        assertThat(strict.take(Limit.RESEND, "a")).isTrue();
        assertThat(strict.take(Limit.RESEND, "a")).isFalse();
        STRICT.clock().forward(Duration.ofSeconds(30));
        assertThat(strict.take(Limit.RESEND, "a")).isTrue();
    }

    @Test
    void a_reset_applies_only_to_its_subject() {
        for (int i = 0; i < 5; i++) {
            throttle.take(Limit.RECOVER_MINUTE, "a");
            throttle.take(Limit.RECOVER_MINUTE, "b");
        }
        throttle.reset(Limit.RECOVER_MINUTE, "a");
        assertThat(throttle.isExhausted(Limit.RECOVER_MINUTE, "a")).isFalse();
        assertThat(throttle.isExhausted(Limit.RECOVER_MINUTE, "b")).isTrue();
    }

    @Test
    void different_limits_are_counted_separately() {
        for (int i = 0; i < 5; i++) {
            throttle.take(Limit.RECOVER_MINUTE, "a@x.test");
        }
        assertThat(throttle.isExhausted(Limit.RECOVER_HOUR, "a@x.test")).isFalse();
    }

    @Test
    void a_rollback_of_the_caller_does_not_undo_a_count() {
        Transactions transactions = APP.bean(Transactions.class);
        for (int i = 0; i < 5; i++) {
            try {
                transactions.required(
                        () -> {
                            throttle.take(Limit.RECOVER_MINUTE, "a");
                            throw new IllegalArgumentException();
                        });
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        assertThat(throttle.isExhausted(Limit.RECOVER_MINUTE, "a")).isTrue();
    }

    @Test
    void subjects_are_not_stored_in_readable_form() {
        throttle.take(Limit.RECOVER_MINUTE, "a@x.test");
        assertThat(APP.database().dump()).contains("webauth_throttle|").doesNotContain("a@x.test");
    }
}
