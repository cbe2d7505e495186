package dev.webauth.impl.store;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads and writes the tables, within a transaction of {@link Transactions}.
 *
 * <p>Rows are inserted as entities but changed by single statements, never as dirty entities. A
 * statement with its condition in the {@code where} clause stays correct when two nodes run it at
 * once.
 */
@ApplicationScoped
public class Database {

    @Inject WebAuthConfig config;
    @Inject Pool pool;
    @Inject Transactions transactions;

    private List<Entities> features;
    private volatile Unit unit;
    private volatile EntityManagerFactory factory;
    private volatile boolean postgres;

    @Inject
    void collect(Instance<Entities> beans) {
        features = beans.stream().toList();
    }

    /**
     * Creates the tables unless that is done. The application does it at its start. If the database
     * is unavailable then, the first request after the outage does it.
     */
    public void prepare() {
        if (unit == null) {
            synchronized (this) {
                if (unit == null) {
                    // DDL cannot run in the caller's transaction.
                    unit = transactions.isActive() ? transactions.outside(this::build) : build();
                }
            }
        }
    }

    private Unit build() {
        PersistenceProvider provider = JpaProviders.find(config.persistenceProvider());
        DataSource dataSource = pool.dataSource();
        postgres = Schema.prepare(dataSource, config.createSchema());
        List<String> entities =
                features.stream()
                        .flatMap(feature -> feature.classes().stream())
                        .map(Class::getName)
                        .toList();
        Unit built = new Unit(provider, dataSource, entities);
        if (!JpaProviders.isOurs(built)) {
            // It may be a version that cannot open the unit, which must stop the deployment.
            factory = JpaProviders.open(built);
        }
        return built;
    }

    /**
     * Opens the persistence unit unless that is done. EclipseLink takes a second of processor time
     * for it, so the start of the server does not wait for that.
     */
    private void open() {
        prepare();
        if (factory == null) {
            synchronized (this) {
                if (factory == null) {
                    factory =
                            transactions.isActive()
                                    ? transactions.outside(() -> JpaProviders.open(unit))
                                    : JpaProviders.open(unit);
                }
            }
        }
    }

    /** Whether the database is PostgreSQL, for which some statements have a better form. */
    public boolean isPostgres() {
        prepare();
        return postgres;
    }

    /** Whether the database is known to be PostgreSQL; false while it has not been reached yet. */
    boolean isPreparedPostgres() {
        return unit != null && postgres;
    }

    /** The entity manager of the current transaction; it is closed when the transaction ends. */
    private EntityManager em() {
        open();
        TransactionSynchronizationRegistry registry = Transactions.registry();
        EntityManager open = (EntityManager) registry.getResource(this);
        if (open == null) {
            EntityManager em = factory.createEntityManager();
            em.joinTransaction();
            registry.putResource(this, em);
            registry.registerInterposedSynchronization(new CloseAfter(em));
            open = em;
        }
        return open;
    }

    /**
     * Inserts immediately, so that a violated constraint is reported here and not at the commit.
     */
    public <T> T insert(T entity) {
        EntityManager em = em();
        em.persist(entity);
        em.flush();
        em.clear();
        return entity;
    }

    /** Runs one JPQL update or delete and returns how many rows it changed. */
    public int update(String jpql, Map<String, ?> parameters) {
        return run(em().createQuery(jpql), parameters);
    }

    /** Runs one SQL statement, for changes that JPQL cannot express. */
    public int updateNative(String sql, Map<Integer, ?> parameters) {
        return natively(sql, parameters).executeUpdate();
    }

    /** Runs one SQL statement for many rows, with few journeys to the database. */
    public void changeMany(String sql, List<Object[]> rows) {
        try (Connection connection = pool.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            execute(statement, rows);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static void execute(PreparedStatement statement, List<Object[]> rows)
            throws SQLException {
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /**
     * Runs one SQL statement for some rows in a savepoint, so that its failure does not end the
     * transaction.
     *
     * <p>JPA is not used, because it marks the transaction for rollback after any failure. The
     * savepoint is set by SQL, because WildFly forbids JDBC savepoints in a managed transaction.
     *
     * @return the failure; empty if the statement succeeded
     */
    public Optional<Exception> updateInSavepoint(String sql, List<Object[]> rows) {
        try (Connection connection = pool.dataSource().getConnection();
                Statement savepoint = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            savepoint.execute("savepoint webauth_optional");
            try {
                execute(statement, rows);
            } catch (SQLException e) {
                savepoint.execute("rollback to savepoint webauth_optional");
                return Optional.of(e);
            }
            savepoint.execute("release savepoint webauth_optional");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /**
     * Limits how long statements of the current transaction wait for a lock. PostgreSQL cannot
     * detect a deadlock in which a thread waits for a lock of its own suspended transaction. Other
     * databases have a lock time-out by default.
     */
    void limitLockWait() {
        if (isPostgres()) {
            updateNative("set local lock_timeout = '3s'", Map.of());
        }
    }

    private int run(Query query, Map<String, ?> parameters) {
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    /** Reads rows from the database, not from a cache. */
    public <T> List<T> list(Class<T> type, String jpql, Map<String, ?> parameters, int most) {
        EntityManager em = em();
        TypedQuery<T> query = em.createQuery(jpql, type).setMaxResults(most);
        parameters.forEach(query::setParameter);
        List<T> rows = query.getResultList();
        em.clear();
        return rows;
    }

    /** Converts one row into a value. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows by plain SQL with {@code ?} as parameters, in the caller's transaction if there is
     * one, for queries that run on each request. Called within {@link Transactions#reading}.
     */
    public <T> List<T> read(String sql, List<?> parameters, Reader<T> reader) {
        prepare();
        try (Connection connection = pool.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (row.next()) {
                    read.add(reader.read(row));
                }
                return read;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A row could not be read", e);
        }
    }

    /** Reads at most one row. */
    public <T> Optional<T> first(Class<T> type, String jpql, Map<String, ?> parameters) {
        return list(type, jpql, parameters, 1).stream().findFirst();
    }

    /**
     * Reads a row and locks it until the transaction ends: no other transaction can change or
     * delete it, so that rows that refer to it can be written. Code that writes several rows of an
     * account locks the account first. This fixed order prevents deadlocks.
     */
    public <T> Optional<T> lock(Class<T> type, Object id) {
        EntityManager em = em();
        Optional<T> row = Optional.ofNullable(em.find(type, id, LockModeType.PESSIMISTIC_WRITE));
        em.clear();
        return row;
    }

    /** Reads by SQL, for queries that JPQL cannot express. */
    public List<?> listNative(String sql, Map<Integer, ?> parameters) {
        return natively(sql, parameters).getResultList();
    }

    private Query natively(String sql, Map<Integer, ?> parameters) {
        Query query = em().createNativeQuery(sql);
        parameters.forEach((position, value) -> query.setParameter(position, ofJdbc(value)));
        return query;
    }

    /**
     * Converts times for a native query: JPA providers differ in how they pass {@code java.time}
     * types.
     */
    private static Object ofJdbc(Object value) {
        return value instanceof OffsetDateTime time ? Timestamp.from(time.toInstant()) : value;
    }

    /**
     * The database's clock. It decides whether a link has expired, because nodes' clocks differ.
     */
    public OffsetDateTime now() {
        return time(listNative("select current_timestamp", Map.of()).get(0));
    }

    /**
     * Converts a time from {@link #listNative}; its type depends on the database and the provider.
     */
    public static OffsetDateTime time(Object read) {
        if (read instanceof OffsetDateTime time) {
            return time;
        }
        Instant instant = read instanceof Instant time ? time : ((Timestamp) read).toInstant();
        return instant.atOffset(ZoneOffset.UTC);
    }

    @PreDestroy
    void close() {
        if (factory != null) {
            factory.close();
        }
    }

    private record CloseAfter(EntityManager em) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (em.isOpen() && status != Status.STATUS_UNKNOWN) {
                em.close();
            }
        }
    }
}
