package dev.webauth.impl.operator;

import dev.webauth.ExportedAccount;
import dev.webauth.InvalidInputException;
import dev.webauth.NewAccount;
import dev.webauth.UserProvider;
import dev.webauth.impl.account.AccountTransfer;
import dev.webauth.impl.account.AccountTransfer.Arrival;
import dev.webauth.impl.account.AccountTransfer.Departure;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.provider.ProviderIdentities;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Accounts from another system and to one. Nothing is hashed and nothing is mailed. */
@ApplicationScoped
class Transfer {

    private static final int MAX_LIST = 10_000;

    @Inject AccountTransfer rows;
    @Inject ProviderIdentities identities;
    @Inject Passwords passwords;
    @Inject Transactions transactions;

    long create(NewAccount account) {
        List<Arrival> one = List.of(arrival(account));
        return transactions.required(() -> rows.create(one)).get(0);
    }

    private Arrival arrival(NewAccount account) {
        return new Arrival(
                EmailAddress.parse(account.email()),
                account.passwordHash().map(passwords::imported),
                account.confirmed(),
                account.created());
    }

    List<Long> createAll(List<NewAccount> list) {
        if (list.size() > MAX_LIST) {
            throw new InvalidInputException(
                    "page_size_invalid", "A list must have at most " + MAX_LIST + " accounts");
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (NewAccount account : list) {
            try {
                arrivals.add(arrival(account));
            } catch (InvalidInputException e) {
                throw invalid(arrivals.size() + 1, e);
            }
        }
        return transactions.required(() -> rows.create(arrivals));
    }

    private static InvalidInputException invalid(int position, InvalidInputException cause) {
        InvalidInputException refusal =
                new InvalidInputException(
                        "list_entry_invalid",
                        "Account "
                                + position
                                + " of the list: "
                                + cause.getMessage()
                                + "; no account was made");
        refusal.initCause(cause);
        return refusal;
    }

    List<ExportedAccount> export(long afterId, int max) {
        return transactions.required(() -> withIdentities(rows.after(afterId, max)));
    }

    private List<ExportedAccount> withIdentities(List<Departure> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<Long, List<UserProvider>> linked =
                identities.between(
                        page.get(0).account().id(), page.get(page.size() - 1).account().id());
        return page.stream()
                .map(
                        leaving ->
                                new ExportedAccount(
                                        OperatorAccounts.shown(leaving.account()),
                                        leaving.passwordHash(),
                                        linked.getOrDefault(leaving.account().id(), List.of())))
                .toList();
    }
}
