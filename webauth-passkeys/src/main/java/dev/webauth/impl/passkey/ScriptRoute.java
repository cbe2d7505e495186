package dev.webauth.impl.passkey;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /auth/passkey.js}: the one script that pages load. */
@ApplicationScoped
@Route.Name(ScriptRoute.NAME)
class ScriptRoute implements Route {

    static final String NAME = "passkey.js";
    private static final String SCRIPT = read();
    private static final String VERSION = Token.digest(SCRIPT).substring(0, 16);

    @Inject WebAuthConfig config;
    @Inject Origin origin;

    private static String read() {
        try (InputStream in = ScriptRoute.class.getResourceAsStream(NAME)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the server's root; another one when the script changes. */
    String url() {
        return origin.path(config.basePrefix() + "/" + NAME + "?v=" + VERSION);
    }

    @Override
    public boolean serves(List<String> path) {
        return path.equals(List.of(NAME));
    }

    @Override
    public void get(Exchange exchange) {
        exchange.file("text/javascript;charset=UTF-8", SCRIPT, VERSION);
    }
}
