package dev.webauth.it.bench;

import dev.webauth.it.rig.Db;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The processor time that PostgreSQL spends for the connections of one database. */
final class DatabaseCpu {

    private final Db db;
    private final Map<Long, Duration> before;

    /** Begins to measure. */
    DatabaseCpu(Db db) {
        this.db = db;
        this.before = perConnection();
    }

    /** The time since the beginning, without connections that were closed since then. */
    Duration spent() {
        return perConnection().entrySet().stream()
                .map(now -> now.getValue().minus(before.getOrDefault(now.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Map<Long, Duration> perConnection() {
        Map<Long, Duration> times = new HashMap<>();
        for (String pid :
                db.column(
                        "select pid from pg_stat_activity where datname = current_database()"
                                + " and backend_type = 'client backend'"
                                + " and pid <> pg_backend_pid()")) {
            ProcessHandle.of(Long.parseLong(pid))
                    .flatMap(process -> process.info().totalCpuDuration())
                    .ifPresent(time -> times.put(Long.parseLong(pid), time));
        }
        return times;
    }
}
