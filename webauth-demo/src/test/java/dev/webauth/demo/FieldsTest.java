package dev.webauth.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webauth.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void values_are_decoded_and_not_trimmed() {
        Fields form = Fields.parse("email=a%2Bb%40x.test&password=+p%C3%A4ss%F0%9F%94%91+%3D%26+");

        assertThat(form.required("email")).isEqualTo("a+b@x.test");
        assertThat(form.required("password")).isEqualTo(" päss🔑 =& ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=%ff%fe", "a=%C0%AF", "a=%ED%A0%80", "%ff=1"})
    void malformed_encoding_is_refused(String form) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fields.parse(form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%00", "a=x%0D%0ABcc:", "a=%7F"})
    void control_characters_are_refused(String form) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fields.parse(form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&a=1", "a=1&a", "a=1&%61=2"})
    void a_field_may_come_only_once(String form) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fields.parse(form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "email", "email=", "email=+", "e-mail=x", "&", "="})
    void a_required_field_must_be_there_and_not_blank(String form) {
        Fields fields = Fields.parse(form);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> fields.required("email"));
    }

    @Test
    void an_optional_field_may_be_missing() {
        assertThat(Fields.parse("").optional("oldpass")).isEmpty();
    }

    @Test
    void a_check_box_is_sent_only_when_it_is_checked() {
        assertThat(Fields.parse("remember=on").has("remember")).isTrue();
        assertThat(Fields.parse("email=x").has("remember")).isFalse();
    }

    @Test
    void a_new_password_must_be_typed_twice() {
        assertThat(Fields.parse("password=x&password2=x").newPassword()).isEqualTo("x");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Fields.parse("password=x&password2=y").newPassword())
                .withMessage("The two passwords differ.");
    }
}
