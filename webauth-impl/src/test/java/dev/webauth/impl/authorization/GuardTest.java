package dev.webauth.impl.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Finds the annotation that decides about a call. */
class GuardTest {

    private static final Guard ADMIN = new Guard(false, List.of("admin"), false, false);
    private static final Guard LOGGED_IN = new Guard(false, List.of(), true, false);
    private static final Guard CONFIRMED = new Guard(false, List.of(), false, true);

    @RolesAllowed("admin")
    static class Base {
        public void inherited() {}

        @PermitAll
        public void open() {}

        @Confirmed
        public void overridden() {}
    }

    static class Plain extends Base {
        public void own() {}

        @Override
        public void overridden() {}
    }

    @Authenticated
    static class Annotated extends Base {
        public void own() {}

        @Override
        public void overridden() {}

        @DenyAll
        public void denied() {}

        @RolesAllowed({})
        public void withoutRoles() {}

        @RolesAllowed("admin")
        @Confirmed
        public void both() {}

        @PermitAll
        @Authenticated
        public void contradictory() {}
    }

    @RolesAllowed("admin")
    interface Contract<T> {
        void plain();

        @Authenticated
        void accept(T value);

        @Confirmed
        default void standard() {}
    }

    static class Implementation implements Contract<String> {
        @Override
        public void plain() {}

        @Override
        public void accept(String value) {}

        public void accept(Integer value) {}
    }

    static class Derived extends Implementation {
        @Override
        public void accept(String value) {}
    }

    @PermitAll
    interface Open {}

    static class BetweenBoth extends Base implements Open {}

    private static Guard guard(Class<?> type, String name) {
        Method method =
                Stream.of(type.getMethods())
                        .filter(each -> each.getName().equals(name) && !each.isBridge())
                        .findFirst()
                        .orElseThrow();
        return Guard.of(type, method);
    }

    private static Guard accepting(Class<?> type, Class<?> parameter) throws Exception {
        return Guard.of(type, type.getMethod("accept", parameter));
    }

    @Test
    void the_annotation_of_a_superclass_applies_to_inherited_and_own_methods() {
        assertThat(guard(Plain.class, "inherited")).isEqualTo(ADMIN);
        assertThat(guard(Plain.class, "own")).isEqualTo(ADMIN);
        assertThat(guard(Plain.class, "open")).isEqualTo(Guard.OPEN);
    }

    @Test
    void the_annotation_of_a_class_overrides_that_of_its_superclass() {
        assertThat(guard(Annotated.class, "own")).isEqualTo(LOGGED_IN);
        assertThat(guard(Annotated.class, "inherited")).isEqualTo(LOGGED_IN);
    }

    @Test
    void the_annotation_of_an_overridden_method_applies_to_an_overriding_one_without_annotation() {
        assertThat(guard(Plain.class, "overridden")).isEqualTo(CONFIRMED);
        assertThat(guard(Annotated.class, "overridden")).isEqualTo(CONFIRMED);
    }

    @Test
    void the_annotation_of_a_superclass_overrides_that_of_an_interface() {
        assertThat(guard(BetweenBoth.class, "inherited")).isEqualTo(ADMIN);
    }

    @Test
    void the_annotation_of_an_interface_applies_to_its_implementations() throws Exception {
        assertThat(guard(Implementation.class, "plain")).isEqualTo(ADMIN);
        assertThat(guard(Implementation.class, "standard")).isEqualTo(CONFIRMED);
    }

    @Test
    void the_annotation_of_a_generic_interface_applies_only_to_the_implementing_method()
            throws Exception {
        assertThat(accepting(Implementation.class, String.class)).isEqualTo(LOGGED_IN);
        assertThat(accepting(Derived.class, String.class)).isEqualTo(LOGGED_IN);
        assertThat(accepting(Implementation.class, Object.class)).isEqualTo(LOGGED_IN);
        assertThat(accepting(Implementation.class, Integer.class)).isEqualTo(ADMIN);
    }

    @Test
    void all_annotations_of_a_method_apply_and_replace_those_of_the_class() {
        assertThat(guard(Annotated.class, "both"))
                .isEqualTo(new Guard(false, List.of("admin"), false, true));
        assertThat(guard(Annotated.class, "contradictory")).isEqualTo(LOGGED_IN);
    }

    @Test
    void an_empty_list_of_roles_allows_no_caller() {
        assertThat(guard(Annotated.class, "denied").denied()).isTrue();
        assertThat(guard(Annotated.class, "withoutRoles").denied()).isTrue();
    }
}
