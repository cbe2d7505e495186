package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.webauth.impl.provider.HostileProvider.Reply;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider that is down or slow, or that has changed its keys. */
class UnreachableProviderTest {

    private static final HostileProvider OP = HostileProvider.start();
    private static final HostileProvider ROTATING = HostileProvider.start();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer",
                    OP.url(),
                    "op.client-id",
                    HostileProvider.CLIENT_ID,
                    "op.client-secret",
                    HostileProvider.CLIENT_SECRET,
                    "rotating.issuer",
                    ROTATING.url(),
                    "rotating.client-id",
                    HostileProvider.CLIENT_ID,
                    "rotating.client-secret",
                    HostileProvider.CLIENT_SECRET,
                    "down.issuer",
                    "http://127.0.0.1:1",
                    "down.client-id",
                    "x",
                    "wrong.issuer",
                    OP.url() + "/",
                    "wrong.client-id",
                    "x",
                    "far.client-id",
                    "x",
                    "far.authorization-uri",
                    OP.url() + "/authorize",
                    "far.token-uri",
                    "http://127.0.0.1:99999/token",
                    "far.userinfo-uri",
                    OP.url() + "/userinfo");

    @RegisterExtension final ProviderLog log = new ProviderLog();

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
    }

    @Test
    @Tag("FLT-10")
    void a_provider_that_is_down_is_reported_and_the_others_work() {
        Answer answer = APP.browser().get("/auth/down/login");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(303);
    }

    @Test
    void the_log_names_host_and_port_of_a_provider_that_does_not_answer() {
        APP.browser().get("/auth/down/login");
        assertThat(log.last()).contains("127.0.0.1:1/.well-known/openid-configuration: ");
    }

    @Test
    void an_address_without_a_possible_connection_is_unreachable() {
        assertThat(OP.signIn(APP.browser(), "far", "s1").status()).isEqualTo(502);
        assertThat(log.last()).contains("provider_unreachable", "127.0.0.1:99999/token");
    }

    @Test
    @Tag("OID-19")
    void a_discovery_document_of_another_issuer_is_refused() {
        // Its discovery document has the issuer without the slash.
        assertThat(APP.browser().get("/auth/wrong/login").status()).isEqualTo(502);
        assertThat(log.last())
                .contains("another issuer, \"" + OP.url() + "\"")
                .contains("webauth.wrong.issuer is \"" + OP.url() + "/\"");
    }

    @Test
    @Tag("OID-18")
    void a_replaced_signing_key_is_read_again() {
        assertThat(ROTATING.signIn(APP.browser(), "rotating", "s1").status()).isEqualTo(303);
        RSAKey next = HostileProvider.key("next");
        ROTATING.sign(next);
        assertThat(ROTATING.signIn(APP.browser(), "rotating", "s1").status()).isEqualTo(303);
        assertThat(ROTATING.requests("/jwks").size()).isLessThanOrEqualTo(2);

        // Repeated requests for an unknown key do not reach the provider.
        int before = ROTATING.requests("/jwks").size();
        ROTATING.sign(HostileProvider.key("unknown"), next);
        for (int i = 0; i < 5; i++) {
            assertThat(ROTATING.signIn(APP.browser(), "rotating", "s1").status()).isEqualTo(502);
        }
        assertThat(ROTATING.requests("/jwks").size()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    @Tag("FLT-11")
    @Tag("FLT-12")
    void a_hanging_provider_blocks_only_its_own_requests_and_they_time_out()
            throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(Bulkheads.MAX_CONCURRENT);
        CountDownLatch end = new CountDownLatch(1);
        OP.answer(
                "/token",
                request -> {
                    hanging.countDown();
                    await(end);
                    return Reply.of(500, "text/plain", "");
                });
        Thread burst =
                new Thread(
                        () ->
                                Parallel.run(
                                        Bulkheads.MAX_CONCURRENT,
                                        n -> OP.signIn(APP.browser(), "op", "s1").status()));
        burst.start();
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
        Answer away = APP.browser().get("/auth/op/login");
        assertThat(away.status()).as("nothing is asked of it yet").isEqualTo(303);
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "op", "s1").status()).as("one too many").isEqualTo(503);
        assertThat(APP.confirmed("v@x.test", "correct horse").isLoggedIn()).isTrue();
        burst.join(12_000);
        assertThat(burst.isAlive()).as("still waiting").isFalse();

        // After the time-out the provider is known to hang. A server with five threads keeps three.
        int before = OP.requests("/token").size();
        Parallel.run(10, n -> OP.signIn(APP.browser(), "op", "s1").status());
        assertThat(OP.requests("/token").size() - before).isBetween(1, Bulkheads.MAX_PROBES);
        end.countDown();
        OP.behave();
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(303);
        // It answers again, so no request is rejected for the earlier time-out.
        assertThat(Parallel.run(10, n -> OP.signIn(APP.browser(), "op", "s1").status()))
                .containsOnly(303);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Tag("FLT-13")
    void a_malformed_key_set_is_a_failed_sign_in() {
        for (Reply reply :
                List.of(
                        Reply.of(500, "text/html", "<html>"),
                        Reply.of(200, "text/html", "<html>"),
                        Reply.of(200, "application/json", "{\"keys\":[]}"),
                        Reply.of(200, "application/json", "x".repeat(10_000_000)))) {
            HostileProvider fresh = HostileProvider.start();
            TestApplication app =
                    TestApplication.with(
                                    "op.issuer", fresh.url(),
                                    "op.client-id", HostileProvider.CLIENT_ID,
                                    "op.client-secret", HostileProvider.CLIENT_SECRET)
                            .start();
            app.clock().setToNow();
            fresh.answer("/jwks", request -> reply);
            assertThat(fresh.signIn(app.browser(), "op", "s1").status()).isEqualTo(502);
        }
    }
}
