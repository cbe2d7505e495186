package dev.webauth.impl.dev;

import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/** The route {@code /auth/dev/idp}: lists the simulated providers. */
@ApplicationScoped
@Route.Name(DevGate.NAME)
class SimulatorRoute implements Route {

    @Inject DevGate gate;
    @Inject Simulator simulator;

    @Override
    public boolean serves(List<String> path) {
        return path.equals(Simulator.ROOT) && gate.isOpen();
    }

    @Override
    public void get(Exchange exchange) {
        HtmlPage page = new HtmlPage("Provider simulator", "");
        List<Client> clients = simulator.all();
        if (clients.isEmpty()) {
            exchange.page(
                    200,
                    page.paragraph(
                            "No provider is simulated. Set webauth.github.client-id to any text,"
                                    + " and reload."));
            return;
        }
        String links =
                clients.stream().map(this::link).collect(Collectors.joining("\n", "<p>", "</p>"));
        exchange.page(
                200,
                page.paragraph(
                                "Development mode only: sign in with a made-up identity, without"
                                        + " internet and without an account at the provider.")
                        .markup(links));
    }

    private String link(Client client) {
        return "<a class=\"button\" id=\"login-%s\" href=\"%s\">%s</a>"
                .formatted(
                        HtmlPage.escape(client.id()),
                        HtmlPage.escape(simulator.path("/" + client.id() + "/login")),
                        HtmlPage.escape(client.title()));
    }
}
