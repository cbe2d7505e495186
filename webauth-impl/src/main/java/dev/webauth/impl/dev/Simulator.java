package dev.webauth.impl.dev;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.provider.Client;
import dev.webauth.impl.provider.Clients;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The URLs of the simulated providers: {@code /auth/dev/idp/<provider>/<place>}. The library calls
 * them by HTTP, exactly as it calls real providers.
 */
@ApplicationScoped
class Simulator {

    static final List<String> ROOT = List.of(DevGate.NAME, "idp");

    @Inject DevGate gate;
    @Inject Clients clients;
    @Inject Origin origin;
    @Inject WebAuthConfig config;

    /** Whether a path is one of these places of a simulated provider. */
    boolean serves(List<String> path, List<String> places) {
        return path.size() > 3
                && path.subList(0, 2).equals(ROOT)
                && places.contains(place(path))
                && gate.isOpen()
                && find(path.get(2)).isPresent();
    }

    static String place(List<String> path) {
        return String.join("/", path.subList(3, path.size()));
    }

    Client client(List<String> path) {
        return find(path.get(2)).orElseThrow();
    }

    private Optional<Client> find(String id) {
        return clients.find(id).filter(clients::isSimulated);
    }

    List<Client> all() {
        return clients.all().stream().flatMap(known -> find(known.id()).stream()).toList();
    }

    /** The absolute URL of a place. */
    String url(Client client, String place) {
        return origin.route("/dev/idp/" + client.id() + "/" + place);
    }

    /** The only redirect URI that is accepted. */
    String callback(Client client) {
        return origin.route("/" + client.id() + "/auth");
    }

    /** The path of one of the library's routes, for a link or a form. */
    String path(String route) {
        return origin.path(config.basePrefix() + route);
    }
}
