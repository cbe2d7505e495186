package dev.webauth.impl.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.Passkey;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding a passkey, logging in with it, removing it. */
class PasskeyTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final Passkeyed elsewhere = Passkeyed.in(APP);
    private Passkeyed vera;

    @BeforeEach
    void register() {
        vera = Passkeyed.confirmed(APP, "v@x.test");
    }

    @ParameterizedTest
    @ValueSource(ints = {SoftAuthenticator.ES256, SoftAuthenticator.EDDSA, SoftAuthenticator.RS256})
    void a_passkey_logs_its_owner_in_in_another_browser(int algorithm) {
        SoftAuthenticator phone = new SoftAuthenticator(algorithm);
        assertThat(vera.add(phone).status()).isEqualTo(200);

        Answer answer = elsewhere.logIn(phone);
        assertThat(answer.body()).contains("\"LOGGED_IN\"");
        assertThat(elsewhere.browser().asks(WebAuth::getUserEmail)).contains("v@x.test");
    }

    @Test
    void what_is_offered_names_the_account_by_a_random_handle() {
        JsonObject options = vera.options("register");
        JsonObject user = options.getJsonObject("user");
        assertThat(user.getString("name")).isEqualTo("v@x.test");
        assertThat(SoftAuthenticator.decode(user.getString("id"))).hasSize(32);
        assertThat(options.getString("attestation")).isEqualTo("none");
        assertThat(options.getJsonObject("authenticatorSelection").getString("residentKey"))
                .isEqualTo("required");
        assertThat(options.getJsonArray("pubKeyCredParams").toString())
                .containsSubsequence("-7", "-8", "-257");
        assertThat(options.getJsonArray("excludeCredentials")).isEmpty();
    }

    @Test
    void several_passkeys_of_an_account_share_its_handle_and_exclude_each_other() {
        SoftAuthenticator phone = new SoftAuthenticator();
        String handle = vera.options("register").getJsonObject("user").getString("id");
        vera.add(phone);
        JsonObject options = vera.options("register");
        assertThat(options.getJsonArray("excludeCredentials").getJsonObject(0).getString("id"))
                .isEqualTo(phone.id());
        String first = options.getJsonObject("user").getString("id");
        vera.add(new SoftAuthenticator());
        assertThat(vera.options("register").getJsonObject("user").getString("id"))
                .isEqualTo(first)
                .isNotEqualTo(handle);
        assertThat(vera.passkeys()).hasSize(2);
    }

    @Test
    void a_passkey_tells_whether_it_is_synced_and_when_it_was_used() {
        SoftAuthenticator phone = new SoftAuthenticator();
        phone.flags |= SoftAuthenticator.BE;
        vera.add(phone);
        Passkey before = vera.passkeys().get(0);
        assertThat(before.synced()).isFalse();
        assertThat(before.lastUsed()).isEmpty();
        assertThat(before.name()).isEqualTo("Passkey");

        phone.flags |= SoftAuthenticator.BS;
        assertThat(elsewhere.logIn(phone).status()).isEqualTo(200);
        Passkey after = vera.passkeys().get(0);
        assertThat(after.synced()).isTrue();
        assertThat(after.lastUsed()).isPresent();
    }

    @Test
    void a_passkey_gets_another_name() {
        vera.add(new SoftAuthenticator());
        String id = vera.passkeys().get(0).id();
        vera.calls(passkeys -> passkeys.rename(id, "  My phone "));
        assertThat(vera.passkeys()).extracting(Passkey::name).containsExactly("My phone");
    }

    @Test
    void a_removed_passkey_is_unknown() {
        SoftAuthenticator phone = new SoftAuthenticator();
        vera.add(phone);
        String id = vera.passkeys().get(0).id();
        vera.calls(passkeys -> passkeys.remove(id));
        assertThat(vera.passkeys()).isEmpty();
        Answer refused = elsewhere.logIn(phone);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(Passkeyed.code(refused)).isEqualTo("passkey_removed");
    }

    @Test
    void the_owner_is_mailed_what_was_added_and_removed() {
        vera.add(new SoftAuthenticator());
        String id = vera.passkeys().get(0).id();
        vera.calls(passkeys -> passkeys.remove(id));
        assertThat(APP.mails("v@x.test"))
                .extracting(mail -> mail.mail().subject())
                .startsWith("A passkey was removed", "A passkey was added");
    }
}
