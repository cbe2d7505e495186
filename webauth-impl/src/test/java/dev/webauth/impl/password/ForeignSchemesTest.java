package dev.webauth.impl.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes made by Python's bcrypt, hashlib and argon2-cffi. */
class ForeignSchemesTest {

    static final String SHA256 =
            "{sha256}4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631";

    private static final String BCRYPT_TAIL =
            "b7jHsKzcPbfQtxuosrr.8eGt2.YwLf90WjV.bRCtxgAf2bajfDdl6";
    private static final String SALT = "AAECAwQFBgcICQoLDA0ODw==";

    private final Hashers hashers = new Hashers();

    ForeignSchemesTest() {
        hashers.own = new BcryptHasher();
        hashers.own.config = TestApplication.config("password.bcrypt-cost", "10");
        hashers.use(hashers.own, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$04$" + BCRYPT_TAIL,
                "$2a$04$" + BCRYPT_TAIL,
                "$2y$04$" + BCRYPT_TAIL,
                "pbkdf2_sha256$600$NaCl0123456789salt$2ufGEGNBzBaXwqfj8YVHPRuyXBaL8WsO60xOxIS9MfU=",
                "PBKDF2WithHmacSHA224:2048:"
                        + SALT
                        + ":Rj2H5uBgQuKso69Nv/YVMao0q7vDBuYcXA5mgvnGLPQ=",
                "PBKDF2WithHmacSHA256:2048:"
                        + SALT
                        + ":tDypngi4iFL3HF79qTx1riuHV6naFm7uk5Ik2yAa7DA=",
                "PBKDF2WithHmacSHA384:2048:"
                        + SALT
                        + ":CBtxCVGui2YhHE9uBvSEJzbQiQkp3y8uv62ck5lTO1s=",
                "PBKDF2WithHmacSHA512:2048:"
                        + SALT
                        + ":O/2hx4vpIzY3+twNtgbaBcElT1Ptr1z0K8xSuEMsguY=",
                "4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631",
                "4104D36F8DA2C254349F85836793EBE029E0C957063A34C91C2E9203187B5631",
                SHA256,
                "$argon2id$v=19$m=1024,t=2,p=2$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q"
            })
    void a_password_fits_the_hash_of_another_system(String foreign) {
        String stored = hashers.imported(foreign);
        assertThat(hashers.verify("correct horse", stored)).isTrue();
        assertThat(hashers.verify("Correct horse", stored)).isFalse();
        assertThat(hashers.verify("", stored)).isFalse();
        assertThat(hashers.outdated(stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$04$p0ky9P3lrHATLNOVOAXEmersTUaZhfpilkdkqXYsjACeP/y.2BSbi",
                "$2a$04$KwmQTT9nUlsCRit9mbR0PeLjqRrJs9s6TirS5Umf/G21kCfCC6Jzu",
                "pbkdf2_sha256$600$NaCl0123456789salt$94fyZ2jkWXot93+x+d6pnGTS7h8uAlWZWhEl3f+gWnM=",
                "PBKDF2WithHmacSHA512:2048:"
                        + SALT
                        + ":En8foukWsDSynR8KdxyQNuE00RrVbfKqac0OBwML4cA=",
                "eb1e05ccca388a21bdcdec5e0ba2c0442ea16739beab5ae3d6a9d7b71b0cf833",
                "$argon2id$v=19$m=1024,t=2,p=2$bLQ7Zr7plsToYPkgY41B+Q$cX08qyMEsBuExvWvwZ0gc0z1ICJkreM6514WmOkXr3k"
            })
    void letters_beyond_ascii_are_hashed_as_utf_8(String foreign) {
        String stored = hashers.imported(foreign);
        assertThat(hashers.verify("Füße-€-Пароль", stored)).isTrue();
        assertThat(hashers.verify("F??e-?-??????", stored)).isFalse();
    }

    @Test
    @Tag("PWD-02")
    void bcrypt_of_72_bytes_does_not_fit_a_longer_password() {
        String stored =
                hashers.imported("$2b$04$rnzuPo6GRikUNi2gCpMe4u/.GXlGz1QSVcfMA8fn6SkMbbnsZwzHS");
        assertThat(hashers.verify("A".repeat(72), stored)).isTrue();
        assertThat(hashers.verify("A".repeat(72) + "zzz", stored)).isFalse();
    }

    /** A hash that would cost too much must never be verified, however it came into the table. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$16$" + BCRYPT_TAIL,
                "$2b$31$" + BCRYPT_TAIL,
                "$2b$03$" + BCRYPT_TAIL,
                "$2x$04$" + BCRYPT_TAIL,
                "$2$04$" + BCRYPT_TAIL,
                "$2b$04$" + BCRYPT_TAIL + "/",
                "pbkdf2_sha256$1000000000$salt$2ufGEGNBzBaXwqfj8YVHPRuyXBaL8WsO60xOxIS9MfU=",
                "pbkdf2_sha256$4000001$salt$2ufGEGNBzBaXwqfj8YVHPRuyXBaL8WsO60xOxIS9MfU=",
                "pbkdf2_sha256$0$salt$2ufGEGNBzBaXwqfj8YVHPRuyXBaL8WsO60xOxIS9MfU=",
                "pbkdf2_sha256$600$salt$2ufGEGNB",
                "pbkdf2_sha256$600$salt$2ufGEGNBz===",
                "PBKDF2WithHmacSHA224:2500000:"
                        + SALT
                        + ":Rj2H5uBgQuKso69Nv/YVMao0q7vDBuYcXA5mgvnGLPQ=",
                "PBKDF2WithHmacSHA1:2048:" + SALT + ":tDypngi4iFL3HF79qTx1riuHV6naFm7uk5Ik2yAa7DA=",
                "$argon2id$v=19$m=131073,t=1,p=1$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q",
                "$argon2id$v=19$m=131072,t=9,p=1$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q",
                "$argon2id$v=19$m=1024,t=2,p=99$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q",
                "$argon2id$v=16$m=1024,t=2,p=2$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q",
                "$argon2d$v=19$m=1024,t=2,p=2$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q",
                "5e884898da28047151d0e56f8dc62927",
                "correct horse",
                ""
            })
    void an_unknown_scheme_and_a_hash_that_costs_too_much_are_refused(String foreign) {
        assertThatThrownBy(() -> hashers.imported(foreign))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.code()).isEqualTo("password_hash_unsupported"))
                .hasMessageContaining("Supported are bcrypt ($2a$, $2b$, $2y$) with a cost from 4")
                .hasMessageNotContaining("zSyn")
                .hasMessageNotContaining("correct")
                .hasMessageNotContaining("n83iCk")
                .hasMessageNotContaining("b7jHs");
        assertThat(hashers.verify("correct horse", foreign)).isFalse();
    }

    @Test
    void the_refusal_names_the_prefix_and_never_the_hash() {
        refused("$2x$10$secret", "begins with $2x$ is");
        refused("{bcrypt}$2a$10$secret", "begins with {bcrypt} is");
        refused("scrypt:32768:8:1$secret", "begins with scrypt is");
        refused("md5$secret", "without a known prefix is");
        refused("secret", "without a known prefix is");
    }

    private void refused(String foreign, String message) {
        assertThatThrownBy(() -> hashers.imported(foreign))
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @Test
    void without_the_library_argon2_is_refused_and_the_library_is_named() {
        Argon2 without = new Argon2("no.such.Library");
        assertThat(
                        without.supports(
                                "$argon2id$v=19$m=1024,t=2,p=2$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q"))
                .isFalse();
        assertThat(without.description()).contains("add org.bouncycastle:bcprov-jdk18on");
    }

    @Test
    void work_is_told_in_rounds_of_bcrypt() {
        assertThat(new ForeignBcrypt().work("$2y$11$" + BCRYPT_TAIL)).isEqualTo(2048);
        assertThat(
                        new Pbkdf2()
                                .work(
                                        "pbkdf2_sha256$600000$salt$2ufGEGNBzBaXwqfj8YVHPRuyXBaL8WsO60xOxIS9MfU="))
                .isBetween(2048L, 8192L);
        assertThat(
                        new Argon2()
                                .work(
                                        "$argon2id$v=19$m=65536,t=3,p=4$5h9Dq6H5IR9rN8C1XigpKQ$n83iCkGyxjPmaF8vMhj8gbrYvdvgPwYu8RIxz24k48Q"))
                .isBetween(1024L, 8192L);
    }
}
