package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.Answers;
import dev.webauth.spi.ConfirmAction;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Regression test: a bean without a scope was created for each request and kept until the
 * application ended.
 */
class DependentBeansTest {

    private static final AtomicInteger ANSWERS = new AtomicInteger();
    private static final AtomicInteger ACTIONS = new AtomicInteger();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(List.of(OwnAnswers.class, OwnAction.class));

    @Dependent
    static class OwnAnswers implements Answers {

        OwnAnswers() {
            ANSWERS.incrementAndGet();
        }

        @Override
        public Optional<Response> noSuchLink() {
            return Optional.of(Response.status(410).build());
        }
    }

    @Dependent
    static class OwnAction implements ConfirmAction {

        OwnAction() {
            ACTIONS.incrementAndGet();
        }

        @Override
        public String method() {
            return "own";
        }

        @Override
        public void run(java.util.Map<String, String> data) {}
    }

    @Test
    void each_bean_is_created_once() {
        FakeBrowser anna = APP.registered("a@x.test", "correct horse");
        for (int i = 0; i < 5; i++) {
            assertThat(anna.get("/auth/confirm/none" + i).status()).isEqualTo(410);
            APP.link("a@x.test");
            anna.calls(webauth -> webauth.resendEmailConfirm(null));
        }
        anna.get(APP.link("a@x.test"));
        assertThat(ANSWERS).hasValue(1);
        assertThat(ACTIONS).hasValueLessThanOrEqualTo(1);
    }
}
