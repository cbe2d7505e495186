package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.UnavailableException;
import dev.webauth.impl.rig.Logged;
import dev.webauth.impl.rig.TestApplication;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class PublicUrlTest {

    private static CurrentRequest requestTo(String host) {
        HttpServletRequest request =
                (HttpServletRequest)
                        Proxy.newProxyInstance(
                                PublicUrlTest.class.getClassLoader(),
                                new Class<?>[] {HttpServletRequest.class},
                                (proxy, method, arguments) ->
                                        method.getName().equals("getServerName") ? host : null);
        return new CurrentRequest(request, null);
    }

    @Test
    void without_a_public_url_a_visitor_gets_503_and_the_log_has_the_reason() {
        Origin origin = new Origin();
        origin.config = TestApplication.config();
        Logged logged = Logged.by("dev.webauth");
        assertThatThrownBy(() -> requestTo("app.example.org").askDuring(origin::url))
                .isInstanceOf(UnavailableException.class)
                .hasMessageNotContaining("webauth.");
        assertThat(logged.text()).startsWith("SEVERE: webauth.public-url is not set");
    }
}
