package dev.webauth.impl.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.ResourceBusyException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeletionTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension static final TestApplication H2 = TestApplication.onH2();

    /**
     * Regression test: the message of the database, with names of tables and columns, was sent to
     * the browser.
     */
    @Test
    void an_account_that_a_row_of_the_application_refers_to_is_not_deleted() {
        for (TestApplication app : List.of(APP, H2)) {
            FakeBrowser anna = app.confirmed("a@x.test", "correct horse");
            app.database()
                    .run(
                            "create table note (id bigint primary key, user_id bigint references"
                                    + " webauth_user (id))");
            try {
                app.database().run("insert into note select 1, id from webauth_user");
                assertThatThrownBy(() -> anna.calls(WebAuth::deleteUser))
                        .isInstanceOf(ResourceBusyException.class)
                        .hasMessageNotContaining("note")
                        .extracting(refusal -> ((ResourceBusyException) refusal).code())
                        .isEqualTo("account_referenced");
                assertThat(anna.isLoggedIn()).isTrue();
                assertThat(
                                app.database()
                                        .column(
                                                "select event from webauth_user_log where event ="
                                                        + " 'delete'"))
                        .isEmpty();
            } finally {
                app.database().run("drop table note");
            }
            anna.calls(WebAuth::deleteUser);
            assertThat(anna.isLoggedIn()).isFalse();
        }
    }
}
