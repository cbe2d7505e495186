package dev.webauth.impl.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** All exceptions attached to a failure: causes, suppressed exceptions and next SQL exceptions. */
final class Causes {

    private Causes() {}

    /**
     * Returns the failure first, then all attached ones: transaction managers wrap the SQL error
     * deeply.
     */
    static Stream<Throwable> of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        Stream.Builder<Throwable> all = Stream.builder();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable next = open.poll();
            if (seen.add(next)) {
                all.add(next);
                attached(next).filter(Objects::nonNull).forEach(open::add);
            }
        }
        return all.build();
    }

    private static Stream<Throwable> attached(Throwable failure) {
        Throwable next = failure instanceof SQLException sql ? sql.getNextException() : null;
        return Stream.concat(
                Stream.of(failure.getSuppressed()),
                Stream.<Throwable>builder().add(failure.getCause()).add(next).build());
    }

    /** The SQL states of all SQL exceptions in the failure. */
    static Stream<String> sqlStates(Throwable failure) {
        return of(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull);
    }

    /** The message of the database itself, for a log; without one the innermost message. */
    static String root(Throwable failure) {
        return of(failure)
                .filter(SQLException.class::isInstance)
                .findFirst()
                .or(() -> of(failure).reduce((first, last) -> last))
                .map(Causes::firstLine)
                .orElseThrow();
    }

    /** Only the first line: in further lines databases repeat the values of a row. */
    static String firstLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("");
    }
}
