package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webauth.Passkeys;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check of every call of the API holds for passkeys, too. */
class PasskeyCallsTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private static final List<Consumer<Passkeys>> CHANGES =
            List.of(
                    Passkeys::registrationOptions,
                    passkeys -> passkeys.register("phone", "{}"),
                    passkeys -> passkeys.rename("id", "phone"),
                    passkeys -> passkeys.remove("id"));

    private static String refusal(Passkeyed browser, Consumer<Passkeys> call) {
        return catchThrowableOfType(WebAuthException.class, () -> browser.calls(call)).code();
    }

    @Test
    void what_changes_something_refuses_the_request_of_another_site() {
        Passkeyed vera = Passkeyed.confirmed(APP, "v@x.test");
        vera.browser().with("Sec-Fetch-Site", "cross-site");
        assertThat(CHANGES)
                .allSatisfy(call -> assertThat(refusal(vera, call)).isEqualTo("cross_site"));
        vera.calls(Passkeys::list);
        vera.calls(Passkeys::script);
    }

    @Test
    void a_parameter_that_is_missing_is_named() {
        Passkeyed vera = Passkeyed.confirmed(APP, "v@x.test");
        List<Consumer<Passkeys>> calls =
                List.of(
                        passkeys -> passkeys.register(null, "{}"),
                        passkeys -> passkeys.register("phone", null),
                        passkeys -> passkeys.rename(null, "phone"),
                        passkeys -> passkeys.rename("id", null),
                        passkeys -> passkeys.remove(null));
        assertThat(calls)
                .allSatisfy(call -> assertThat(refusal(vera, call)).isEqualTo("parameter_missing"));
    }
}
