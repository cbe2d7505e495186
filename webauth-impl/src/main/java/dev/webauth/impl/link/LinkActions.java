package dev.webauth.impl.link;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.login.Proof;
import dev.webauth.spi.ConfirmAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the action of a link by its method, first among the library's own actions, then among the
 * application's beans.
 */
@ApplicationScoped
public class LinkActions {

    /** An action of the library itself. */
    public interface Own extends LinkAction {
        String method();
    }

    private List<Own> own;
    private List<ConfirmAction> applications;

    @Inject
    void collect(@Any Instance<Own> own, @Any Instance<ConfirmAction> applications) {
        this.own = own.stream().toList();
        this.applications = applications.stream().toList();
    }

    /** Refuses a method that no bean has. */
    public void require(String method) {
        if (find(method).isEmpty()) {
            throw new InvalidInputException(
                    "confirm_action_unknown",
                    "No ConfirmAction bean has the method \"" + method + "\"");
        }
    }

    /** Refuses a method that no bean of the application has. */
    public void requireApplications(String method) {
        if (method.startsWith("account.")) {
            throw new InvalidInputException(
                    "confirm_action_reserved",
                    "Methods that start with \"account.\" are the library's own");
        }
        require(method);
    }

    Optional<LinkAction> find(String method) {
        return own.stream()
                .filter(action -> action.method().equals(method))
                .findFirst()
                .<LinkAction>map(action -> action)
                .or(
                        () ->
                                applications.stream()
                                        .filter(action -> action.method().equals(method))
                                        .findFirst()
                                        .map(ApplicationAction::new));
    }

    /** The action of a link that the application issued. */
    private record ApplicationAction(ConfirmAction bean) implements LinkAction {

        @Override
        public Notice notice(Link link) {
            return new Notice("link.own", Map.of(), Finish.BUTTON, false);
        }

        @Override
        public Optional<Proof> run(Link link, boolean inOwnBrowser) {
            bean.run(link.data());
            return Optional.empty();
        }
    }
}
