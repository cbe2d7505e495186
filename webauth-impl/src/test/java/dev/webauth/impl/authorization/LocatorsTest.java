package dev.webauth.impl.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds the sub-resource locators of a resource by their paths. */
class LocatorsTest {

    private static final Guard ADMIN = new Guard(false, List.of("admin"), false, false);
    private static final Guard LOGGED_IN = new Guard(false, List.of(), true, false);
    private static final Guard CONFIRMED = new Guard(false, List.of(), false, true);

    @Path("/tree/")
    static class Tree {

        @Path("open")
        public Object open() {
            return null;
        }

        @Path("admin/{id: [0-9]{1,3}}")
        @RolesAllowed("admin")
        public Object admin() {
            return null;
        }

        @Authenticated
        @Path("{name}")
        public Tree named() {
            return null;
        }

        @GET
        @Path("method")
        @Confirmed
        public String method() {
            return "";
        }
    }

    interface Contract {
        @Path("inherited")
        @Confirmed
        Object inherited();
    }

    @Path("implementing")
    static class Implementing implements Contract {
        @Override
        public Object inherited() {
            return null;
        }
    }

    @Test
    void a_root_resource_has_no_locator() {
        assertThat(Locators.guards(List.of(), "tree")).isEmpty();
    }

    @Test
    void a_locator_is_found_by_its_path() {
        assertThat(Locators.guards(List.of(Tree.class), "tree/admin/12")).contains(ADMIN);
        assertThat(Locators.guards(List.of(Tree.class), "tree/mine/admin/12"))
                .containsExactly(LOGGED_IN);
    }

    @Test
    void if_two_locators_match_the_annotations_of_both_apply() {
        assertThat(Locators.guards(List.of(Tree.class), "tree/open/leaf"))
                .containsExactlyInAnyOrder(Guard.OPEN, LOGGED_IN);
    }

    @Test
    void each_step_of_a_path_has_its_own_locator() {
        assertThat(Locators.guards(List.of(Tree.class, Tree.class), "tree/mine/admin/12"))
                .containsExactlyInAnyOrder(LOGGED_IN, ADMIN, LOGGED_IN);
    }

    @Test
    void for_a_path_without_a_matching_locator_the_annotations_of_all_apply() {
        assertThat(Locators.guards(List.of(Tree.class), "elsewhere"))
                .containsExactlyInAnyOrder(Guard.OPEN, ADMIN, LOGGED_IN);
    }

    @Test
    void an_encoded_path_does_not_hide_a_locator() {
        List<Class<?>> two = List.of(Tree.class, Tree.class);
        assertThat(Locators.guards(List.of(Tree.class), "/tree/%61dmin/12")).contains(ADMIN);
        assertThat(Locators.guards(List.of(Tree.class), "tree;a=b/admin;c/12")).contains(ADMIN);
        assertThat(Locators.guards(two, "tree/mine%2Fopen/admin/12"))
                .containsExactlyInAnyOrder(LOGGED_IN, ADMIN, LOGGED_IN);
    }

    @Test
    void a_locator_inherits_path_and_annotation() {
        assertThat(Locators.guards(List.of(Implementing.class), "implementing/inherited/leaf"))
                .containsExactly(CONFIRMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/a/b/; a/b; true",
                "a.b; axb; false",
                "{id}; x; true",
                "{id}; x/y; false",
                "{ id : [0-9]{1,3} }/edit; 12/edit; true",
                "{id: [0-9]{1,3}}/edit; 1234/edit; false",
                "{rest: .*}; x/y/z; true",
                "{a}-{b}; 1-2; true"
            })
    void a_template_is_a_pattern(String template, String path, boolean matches) {
        assertThat(path.matches(PathTemplate.pattern(template))).isEqualTo(matches);
    }
}
