package dev.webauth.it.bench;

import dev.webauth.it.rig.Db;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import org.mindrot.jbcrypt.BCrypt;

/** The accounts of a database, their passwords and their keys. */
final class Accounts {

    /** The limits of a network do not count loopback, so requests come from elsewhere. */
    static final String NETWORK = "X-Forwarded-For: 203.0.113.7";

    private static final String PASSWORD = "correct horse battery";

    /** How many accounts the application by hand can log in to: its hashes have no HMAC. */
    private static final int BY_HAND = 2000;

    private static final int BATCH = 10_000;

    private Accounts() {}

    /** Creates accounts with keys, which are confirmed and all have the same password. */
    static void load(Way way, int count) {
        way.once(register("first"));
        Db db = way.site().db();
        String hash = db.value("select password from webauth_user where email = 'first@x.test'");
        for (int first = 0; first < count; first += BATCH) {
            insert(db, "u", hash, first, Math.min(count, first + BATCH));
        }
    }

    /** Creates the accounts that the application by hand logs in to. */
    static void loadByHand(Db db) {
        insert(db, "h", BCrypt.hashpw(PASSWORD, BCrypt.gensalt(10)), 0, BY_HAND);
    }

    private static void insert(Db db, String prefix, String hash, int first, int end) {
        StringBuilder rows = new StringBuilder();
        for (int i = first; i < end; i++) {
            String key = prefix.equals("u") ? "'" + digest(key(i)) + "'" : "null";
            rows.append(rows.isEmpty() ? "" : ",")
                    .append("(nextval('webauth_user_seq'), '" + prefix + i + "@x.test', '" + hash)
                    .append("', " + key + ", true, 'e', now())");
        }
        db.run(
                "insert into webauth_user (id, email, password, api_key, confirmed, epoch_id,"
                        + " d_created) values "
                        + rows);
    }

    static byte[] register(String name) {
        return Http.post("/api/register", form(name), NETWORK);
    }

    static byte[] logIn(int number) {
        return Http.post("/api/login", form("u" + number % Amounts.USERS), NETWORK);
    }

    static byte[] logInByHand(int number) {
        return Http.post("/api/login", form("h" + number % BY_HAND), NETWORK);
    }

    private static String form(String name) {
        return "email=" + name + "%40x.test&password=" + PASSWORD.replace(" ", "%20");
    }

    static byte[] withKey(int number) {
        return Http.get("/api/key", "X-API-Key: " + key(number), NETWORK);
    }

    /** Does nothing else than what a log-in must do, for a limit to compare with. */
    static void hash() {
        BCrypt.hashpw(PASSWORD, "$2a$10$......................");
    }

    /** A key that the library accepts as one: with its prefix and its check. */
    private static String key(int number) {
        String body = "wa_" + String.format(Locale.ROOT, "%023d", number);
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder check = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < 6; i++) {
            check.append(alphabet.charAt((int) (rest % 62)));
            rest /= 62;
        }
        return body + check;
    }

    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
