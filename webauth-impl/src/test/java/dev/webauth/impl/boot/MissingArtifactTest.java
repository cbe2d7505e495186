package dev.webauth.impl.boot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.Passkeys;
import dev.webauth.impl.rig.TestApplication;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An application that asks for what it has not added. */
class MissingArtifactTest {

    @Dependent
    static class HtmlPage {
        @Inject Passkeys passkeys;
    }

    @Test
    void the_deployment_tells_which_artifact_is_missing() {
        assertThatThrownBy(() -> TestApplication.boot(Map.of(), List.of(HtmlPage.class)))
                .hasMessageContaining("dev.webauth:webauth-passkeys");
    }
}
