package dev.webauth.impl.login;

import dev.webauth.ResourceBusyException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** All that leads into an account: its password, linked providers, passkeys. */
@ApplicationScoped
public class WaysIn {

    @Inject Accounts accounts;

    private List<WayIn> kinds;

    @Inject
    void collect(@Any Instance<WayIn> beans) {
        kinds = beans.stream().toList();
    }

    /**
     * Refuses to remove the last one. The account is locked.
     *
     * @param removed how many are about to be removed
     * @throws ResourceBusyException {@code last_way_in} if none would be left
     */
    public void requireMoreThan(int removed, Account account) {
        int all = kinds.stream().mapToInt(kind -> kind.count(account)).sum();
        if (all + (hasUsablePassword(account) ? 1 : 0) <= removed) {
            throw new ResourceBusyException(
                    "last_way_in",
                    "This is the last way into the account; set a password for a confirmed e-mail"
                            + " address, connect a provider, or add a passkey, first");
        }
    }

    private boolean hasUsablePassword(Account account) {
        return account.confirmedEmail().isPresent() && accounts.hasPassword(account.id());
    }
}
