package dev.webauth.impl.secondfactor;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.RecoveryCodeUsed;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One-time codes for owners who have lost their second factor; within a transaction. A code has 120
 * random bits, so SHA-256 is enough: ASVS 6.5.2 requires a slow hash below 112 bits only.
 */
@ApplicationScoped
class RecoveryCodes implements Entities {

    /** The name in {@code LoggedIn.factors}. */
    static final String NAME = "recovery-code";

    static final int COUNT = 10;

    /** With this number of unused codes or less, the mail asks the owner to make new ones. */
    static final int FEW = 3;

    private static final int BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SHAPE = Pattern.compile("[a-z2-7]{24}");

    @Inject Database database;
    @Inject Outbox outbox;
    @Inject Event<AccountEvent> events;

    @Override
    public List<Class<?>> classes() {
        return List.of(RecoveryCodeRow.class);
    }

    /** Replaces all codes by new ones. */
    List<String> replace(long userId) {
        delete(userId);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            String code = Base32.encode(bytes).toLowerCase(Locale.ROOT);
            database.insert(new RecoveryCodeRow(Token.digest(code), userId, database.now()));
            codes.add(String.join("-", code.split("(?<=\\G.{4})")));
        }
        return codes;
    }

    /** Parses a typed code, in any case, with blanks or hyphens; empty if it cannot be one. */
    static Optional<String> parse(String typed) {
        return Optional.of(typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT))
                .filter(code -> SHAPE.matcher(code).matches());
    }

    boolean isKnown(long userId, String code) {
        return database.first(
                        RecoveryCodeRow.class,
                        "select c from WebAuthRecoveryCode c where c.digest = :digest and"
                                + " c.userId = :user",
                        Map.of("digest", Token.digest(code), "user", userId))
                .isPresent();
    }

    /** Consumes a code. Exactly one of several concurrent callers succeeds. */
    boolean use(Account account, String code) {
        boolean used =
                database.update(
                                "delete from WebAuthRecoveryCode c where c.digest = :digest and"
                                        + " c.userId = :user",
                                Map.of("digest", Token.digest(code), "user", account.id()))
                        == 1;
        if (used) {
            int left = left(account.id());
            events.fire(new RecoveryCodeUsed(account.id(), left));
            notify(account, left <= FEW ? "recovery-codes-few" : "recovery-code-used");
        }
        return used;
    }

    private void notify(Account account, String template) {
        account.confirmedEmail().ifPresent(to -> outbox.notice(to, account.id(), template));
    }

    /** The number of unused codes. */
    int left(long userId) {
        return database.first(
                        Long.class,
                        "select count(c) from WebAuthRecoveryCode c where c.userId = :user",
                        Map.of("user", userId))
                .map(Long::intValue)
                .orElse(0);
    }

    void delete(long userId) {
        database.update(
                "delete from WebAuthRecoveryCode c where c.userId = :user", Map.of("user", userId));
    }
}
