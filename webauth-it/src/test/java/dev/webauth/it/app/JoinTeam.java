package dev.webauth.it.app;

import dev.webauth.spi.ConfirmAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The action of the application's link. */
@ApplicationScoped
public class JoinTeam implements ConfirmAction {

    @Inject Orders orders;

    private final AtomicBoolean failedOnce = new AtomicBoolean();

    @Override
    public String method() {
        return "team.join";
    }

    @Override
    public void run(Map<String, String> data) {
        String team = data.getOrDefault("team", data.getOrDefault("email", "?"));
        orders.join(team);
        if (team.equals("clumsy") && failedOnce.compareAndSet(false, true)) {
            throw new IllegalStateException("the action fails the first time");
        }
    }
}
