package dev.webauth.impl.account;

import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.Registered;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Many accounts at once, from another system or to one; within a transaction. */
@ApplicationScoped
public class AccountTransfer {

    /** How the account came to be, for the event. */
    private static final String METHOD = "import";

    private static final String INSERT =
            "insert into webauth_user (id, email, password, confirmed, otp, disabled, epoch_id,"
                    + " d_created, d_mailbox_proved) values (?, ?, ?, ?, false, false, ?, ?, ?)";

    @Inject Database database;
    @Inject Event<AccountEvent> events;
    @Inject Event<AccountsMade> made;

    /**
     * An account from another system.
     *
     * @param passwordHash of a scheme that can be verified
     */
    public record Arrival(
            EmailAddress email,
            Optional<String> passwordHash,
            boolean confirmed,
            Optional<Instant> created) {}

    /** An account with the secret that goes with it. */
    public record Departure(Account account, Optional<String> passwordHash) {}

    /**
     * Makes accounts and fires {@link Registered} for each.
     *
     * @return their ids, in the order of the list
     * @throws ResourceAlreadyExistsException if an address is taken
     */
    public List<Long> create(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        refuseTaken(arrivals);
        List<Long> ids = newIds(arrivals.size());
        OffsetDateTime now = database.now();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            rows.add(row(ids.get(i), arrivals.get(i), now));
        }
        try {
            database.changeMany(INSERT, rows);
        } catch (RuntimeException e) {
            // Somebody registered one of the addresses at the same instant.
            throw Outage.isConstraint(e) ? Accounts.taken() : e;
        }
        made.fire(new AccountsMade(ids, METHOD));
        ids.forEach(id -> events.fire(new Registered(id, METHOD)));
        return ids;
    }

    private void refuseTaken(List<Arrival> arrivals) {
        List<String> addresses = arrivals.stream().map(one -> one.email().text()).toList();
        Set<String> taken =
                new HashSet<>(
                        database.list(
                                String.class,
                                "select u.email from WebAuthUser u where u.email in :addresses",
                                Map.of("addresses", addresses),
                                addresses.size()));
        for (int i = 0; i < addresses.size(); i++) {
            if (!taken.add(addresses.get(i))) {
                throw new ResourceAlreadyExistsException(
                        "email_taken",
                        "The e-mail address of account "
                                + (i + 1)
                                + " of the list has an account already; no account was made");
            }
        }
    }

    private List<Long> newIds(int count) {
        String sql =
                database.isPostgres()
                        ? "select nextval('webauth_user_seq') from generate_series(1, ?1)"
                        : "select next value for webauth_user_seq from system_range(1, ?1)";
        return database.listNative(sql, Map.of(1, count)).stream()
                .map(id -> ((Number) id).longValue())
                .toList();
    }

    /** An account that is not confirmed is as young as the import: else it is deleted at once. */
    private static Object[] row(long id, Arrival arrival, OffsetDateTime now) {
        OffsetDateTime created =
                arrival.created()
                        .filter(at -> arrival.confirmed())
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(now);
        return new Object[] {
            id,
            arrival.email().text(),
            arrival.passwordHash().orElse(null),
            arrival.confirmed(),
            Token.random().value(),
            created,
            arrival.confirmed() ? now : null
        };
    }

    /** Accounts in the order of their ids. */
    public List<Departure> after(long id, int max) {
        return database
                .list(
                        Object[].class,
                        "select u, u.password from WebAuthUser u where u.id > :id order by u.id",
                        Map.of("id", id),
                        max)
                .stream()
                .map(
                        row ->
                                new Departure(
                                        Account.of((WebAuthUser) row[0]),
                                        Optional.ofNullable((String) row[1])))
                .toList();
    }
}
