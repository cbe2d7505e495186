package dev.webauth.impl.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.authorization.GuardFixtures.Bean;
import dev.webauth.impl.authorization.GuardFixtures.Contract;
import dev.webauth.impl.authorization.GuardFixtures.EnterpriseBean;
import dev.webauth.impl.authorization.GuardFixtures.EnterpriseBeanOutsideOfCdi;
import dev.webauth.impl.authorization.GuardFixtures.Inheriting;
import dev.webauth.impl.authorization.GuardFixtures.Leaf;
import dev.webauth.impl.authorization.GuardFixtures.NeedsArguments;
import dev.webauth.impl.authorization.GuardFixtures.NoBean;
import dev.webauth.impl.authorization.GuardFixtures.Open;
import dev.webauth.impl.authorization.GuardFixtures.OtherBean;
import dev.webauth.impl.authorization.GuardFixtures.Plain;
import dev.webauth.impl.authorization.GuardFixtures.PlainWithMethod;
import dev.webauth.impl.authorization.GuardFixtures.Root;
import dev.webauth.impl.authorization.GuardFixtures.Tests;
import dev.webauth.impl.authorization.GuardFixtures.Unfinished;
import dev.webauth.impl.authorization.GuardFixtures.Unwary;
import dev.webauth.impl.authorization.GuardFixtures.Whole;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Finds access annotations that nothing enforces, and the message with which the deployment fails.
 */
class GuardCheckTest {

    private static Optional<String> problem(Class<?> type) {
        return new GuardCheck(Set.of(), Set.of(Bean.class), Set.of(), true).problem(type);
    }

    @Test
    void an_annotation_that_nothing_enforces_is_reported_with_a_remedy() {
        assertThat(problem(NeedsArguments.class).orElseThrow())
                .contains("@Authenticated on " + NeedsArguments.class.getName())
                .contains("neither a JAX-RS resource nor a CDI bean")
                .contains("Put it on");
        assertThat(problem(PlainWithMethod.class).orElseThrow()).contains("@Confirmed on");
    }

    @Test
    void annotations_on_a_class_of_the_container_are_reported_even_if_it_is_a_bean() {
        Set<Class<?>> beans = Set.of(Unwary.class, Inheriting.class);
        GuardCheck check = new GuardCheck(beans, beans, Set.of(), true);
        assertThat(check.problem(Unwary.class).orElseThrow()).contains("@RolesAllowed on");
        assertThat(check.problem(Inheriting.class).orElseThrow()).contains("@Authenticated on");
        assertThat(check.problem(Whole.class)).isPresent();
        assertThat(check.problem(Open.class)).isEmpty();
    }

    @Test
    void beans_resources_and_their_superclasses_are_guarded() {
        assertThat(problem(Plain.class)).isEmpty();
        assertThat(problem(Leaf.class)).isEmpty();
        assertThat(
                        new GuardCheck(Set.of(), Set.of(), Set.of(Root.class), true)
                                .problem(PlainWithMethod.class))
                .isEmpty();
    }

    @Test
    void an_annotation_on_a_private_method_is_reported() {
        assertThat(problem(Bean.class).orElseThrow())
                .contains("@RolesAllowed on " + Bean.class.getName())
                .contains("private");
    }

    @Test
    void a_vetoed_class_is_not_reported() {
        assertThat(problem(NoBean.class)).isEmpty();
        assertThat(problem(Unfinished.class)).isEmpty();
        assertThat(problem(Contract.class)).isEmpty();
        assertThat(problem(Tests.class)).isEmpty();
    }

    @Test
    void a_class_vetoed_by_an_extension_is_not_reported() {
        Set<Class<?>> discovered = Set.of(OtherBean.class, PlainWithMethod.class);
        GuardCheck check = new GuardCheck(discovered, Set.of(), Set.of(), true);
        assertThat(check.problem(PlainWithMethod.class)).isEmpty();
        assertThat(check.problem(NeedsArguments.class)).isPresent();
    }

    @Test
    void the_role_annotations_of_an_enterprise_bean_are_left_to_the_container() {
        assertThat(problem(EnterpriseBean.class)).isEmpty();
        assertThat(problem(EnterpriseBeanOutsideOfCdi.class)).isPresent();
    }

    @Test
    void role_annotations_are_not_checked_if_the_application_has_its_own_security() {
        GuardCheck check = new GuardCheck(Set.of(), Set.of(), Set.of(), false);
        assertThat(check.problem(Unwary.class)).isEmpty();
        assertThat(check.problem(Plain.class)).isPresent();
    }
}
