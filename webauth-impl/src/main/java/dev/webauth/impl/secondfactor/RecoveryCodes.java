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
 * Codes that take the place of a lost second factor, each once; within a transaction. A code has
 * 120 random bits, so SHA-256 is enough: there is nothing to guess, and a slow hash would cost a
 * second for ten codes (ASVS 6.5.2 asks for one below 112 bits).
 */
@ApplicationScoped
class RecoveryCodes implements Entities {

    /** What {@code LoggedIn.factors} tells. */
    static final String NAME = "recovery-code";

    static final int COUNT = 10;

    /** So many are few: the owner is told. */
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

    /** Makes new codes; the earlier ones end. */
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

    /** The code in a typed text: small or capital, with blanks or hyphens; empty for any other. */
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

    /** Uses a code up: exactly one of several concurrent callers does. */
    boolean use(Account account, String code) {
        boolean used =
                database.change(
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

    /** How many codes are not used yet. */
    int left(long userId) {
        return database.first(
                        Long.class,
                        "select count(c) from WebAuthRecoveryCode c where c.userId = :user",
                        Map.of("user", userId))
                .map(Long::intValue)
                .orElse(0);
    }

    void delete(long userId) {
        database.change(
                "delete from WebAuthRecoveryCode c where c.userId = :user", Map.of("user", userId));
    }
}
