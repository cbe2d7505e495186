package dev.webauth.it.bench;

import dev.webauth.it.rig.MortalServer;
import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mindrot.jbcrypt.BCrypt;

/**
 * Measures what a request costs: with the library, with the library that asks the database on each
 * request, and written by hand. Rounds of all of them alternate, so that whatever else the machine
 * does meets all of them; ratios count. It asserts nothing. {@code mvn verify -Pwildfly,bench}
 */
@Timeout(1800)
class Benchmark {

    private static final int USERS = Integer.getInteger("webauth.bench.users", 10_000);
    private static final int ROUNDS = Integer.getInteger("webauth.bench.rounds", 5);
    private static final int STARTS = Integer.getInteger("webauth.bench.starts", 3);
    private static final Duration ROUND =
            Duration.ofMillis(Integer.getInteger("webauth.bench.millis", 3000));
    private static final int USERS_THAT_LOG_IN = 20;
    private static final String PASSWORD = "correct horse battery";
    private static final String NETWORK = "X-Forwarded-For: 203.0.113.7";

    /** One way to do it, on a server of its own. */
    private record Way(String name, MortalServer server, int port) {}

    private final List<Way> ways = new ArrayList<>();
    private final List<String> keys = IntStream.range(0, USERS).mapToObj(Benchmark::key).toList();
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    @Test
    void what_a_request_costs() {
        List<Integer> ports = Rig.freePorts(3);
        Site library = site(ports.get(0)).set("revocation-delay", "PT1S");
        Site asking = library.node(ports.get(1)).set("revocation-delay", "PT0S");
        Site hand = library.node(ports.get(2));
        WebArchive libraryWar = library.application(BenchApplication.class, LibraryResource.class);
        WebArchive askingWar = asking.application(BenchApplication.class, LibraryResource.class);
        WebArchive handWar = byHand(hand, libraryWar);
        add("library", library, libraryWar, ports.get(0));
        add("library, asking", asking, askingWar, ports.get(1));
        add("by hand", hand, handWar, ports.get(2));
        try {
            measureStart();
            load(library);
            measureRequests();
            measureLogIns();
            print();
        } finally {
            ways.forEach(way -> way.server().kill());
        }
    }

    private static Site site(int port) {
        return Site.alone("bench", port)
                .set("real-ip-header", "X-Forwarded-For")
                .set("log-user-events", "false");
    }

    private static WebArchive byHand(Site site, WebArchive library) {
        WebArchive war =
                site.deployable(
                        ShrinkWrap.create(WebArchive.class)
                                .addClasses(BenchApplication.class, HandResource.class)
                                .addAsWebInfResource(new StringAsset(""), "beans.xml"));
        library.getContent(path -> path.get().contains("/lib/jbcrypt"))
                .forEach((path, node) -> war.add(node.getAsset(), path));
        return war;
    }

    private void add(String name, Site site, WebArchive war, int port) {
        ways.add(new Way(name, new MortalServer(site, war, port, "bench-" + ways.size()), port));
    }

    /** Each server is started some times; its processor time until it answers counts. */
    private void measureStart() {
        for (int round = 0; round < STARTS; round++) {
            for (Way way : ways) {
                way.server().kill();
                way.server().start();
                note(millis, "start-up", way, way.server().cpu().toMillis());
                if (round < STARTS - 1) {
                    way.server().kill();
                }
            }
        }
    }

    private void load(Site library) {
        String hash = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(10));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < USERS; i++) {
            rows.append(rows.isEmpty() ? "" : ",")
                    .append("(nextval('webauth_user_seq'), 'u")
                    .append(i)
                    .append("@x.test', '")
                    .append(hash)
                    .append("', '")
                    .append(digest(keys.get(i)))
                    .append("', true, 'e', now())");
        }
        library.db()
                .run(
                        "insert into webauth_user (id, email, password, api_key, confirmed,"
                                + " epoch_id, d_created) values "
                                + rows);
        library.db().run("analyze");
    }

    private void measureRequests() {
        Map<Way, String> cookies = new LinkedHashMap<>();
        for (Way way : ways) {
            Load.Answer in = Load.once(way.port(), logIn(way, 0));
            cookies.put(way, in.cookies());
        }
        for (int round = -2; round < ROUNDS; round++) {
            for (Way way : ways) {
                boolean counts = round >= 0;
                measure("open page", way, counts, i -> Load.get("/open"));
                byte[] session = Load.get("/session", cookies.get(way), NETWORK);
                measure("session check", way, counts, i -> session);
                measure("API key", way, counts, i -> withKey(keys.get(i % USERS)));
            }
        }
    }

    private static byte[] withKey(String key) {
        return Load.get("/key", "X-API-Key: " + key, NETWORK);
    }

    /**
     * Each way has users of its own, because the library hashes their passwords anew at the first
     * log-in. They are few, so that this happens in the round that does not count.
     */
    private byte[] logIn(Way way, int number) {
        int user = ways.indexOf(way) * USERS_THAT_LOG_IN + number % USERS_THAT_LOG_IN;
        return Load.post(
                "/login", "email=u" + user + "%40x.test&password=" + PASSWORD.replace(" ", "%20"));
    }

    private void measureLogIns() {
        for (int round = -1; round < 3; round++) {
            for (Way way : ways) {
                measure("log-in", way, round >= 0, i -> logIn(way, i));
            }
        }
    }

    private void measure(String what, Way way, boolean counts, IntFunction<byte[]> requests) {
        Duration before = way.server().cpu();
        Load.Result result = Load.run(way.port(), ROUND, requests);
        double cpu = way.server().cpu().minus(before).toNanos() / 1e6 / result.count();
        if (counts) {
            note(millis, what, way, cpu);
            note(rates, what, way, result.perSecond());
        }
    }

    private static void note(
            Map<String, List<Double>> figures, String what, Way way, double value) {
        figures.computeIfAbsent(what + "/" + way.name(), any -> new ArrayList<>()).add(value);
    }

    private void print() {
        StringBuilder table = new StringBuilder("\n");
        line(table, "CPU ms", ways.stream().map(Way::name).toList());
        for (String what : List.of("open page", "session check", "API key", "log-in", "start-up")) {
            List<String> cells = new ArrayList<>();
            double hand = median(millis.get(what + "/by hand"));
            for (Way way : ways) {
                double own = median(millis.get(what + "/" + way.name()));
                cells.add(String.format(Locale.ROOT, "%.3f (%.2fx)", own, own / hand));
            }
            line(table, what, cells);
        }
        table.append('\n');
        line(table, "requests a second", ways.stream().map(Way::name).toList());
        for (String what : List.of("open page", "session check", "API key", "log-in")) {
            double hand = median(rates.get(what + "/by hand"));
            List<String> cells = new ArrayList<>();
            for (Way way : ways) {
                double own = median(rates.get(what + "/" + way.name()));
                cells.add(String.format(Locale.ROOT, "%.0f (%.2fx)", own, own / hand));
            }
            line(table, what, cells);
        }
        System.out.println(table);
    }

    private static void line(StringBuilder table, String first, List<String> cells) {
        table.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
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
