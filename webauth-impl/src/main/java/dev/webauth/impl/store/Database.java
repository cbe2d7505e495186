package dev.webauth.impl.store;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The door to the tables, within a transaction of {@link Transactions}.
 *
 * <p>Rows are inserted as entities and changed by single statements, never by dirty entities: a
 * statement with its condition in the {@code where} clause is right also when two nodes meet.
 */
@ApplicationScoped
public class Database {

    @Inject WebAuthConfig config;
    @Inject Instance<Entities> features;

    private volatile EntityManagerFactory factory;
    private volatile boolean postgres;

    /**
     * Makes the tables and the persistence unit if that is still to be done. It is done when the
     * application starts; with the database away at that moment, by the first request that finds it
     * back.
     */
    public void prepare() {
        if (factory == null) {
            synchronized (this) {
                if (factory == null) {
                    factory = build();
                }
            }
        }
    }

    private EntityManagerFactory build() {
        PersistenceProvider provider = Provider.find(config.persistenceProvider());
        DataSource dataSource = dataSource();
        try {
            Schema.update(dataSource);
            try (Connection connection = dataSource.getConnection()) {
                postgres = Schema.isPostgres(connection);
            }
        } catch (SQLException e) {
            throw Outage.explain(e);
        }
        List<String> entities =
                features.stream()
                        .flatMap(feature -> feature.classes().stream())
                        .map(Class::getName)
                        .toList();
        return Provider.open(new Unit(provider, dataSource, entities));
    }

    private DataSource dataSource() {
        try {
            return Jndi.lookup(DataSource.class, config.datasource());
        } catch (IllegalStateException e) {
            throw new ConfigurationException(
                    "webauth.datasource",
                    "must be the JNDI name of a datasource. " + e.getMessage());
        }
    }

    /** Whether the database is PostgreSQL, which can do more than the portable way. */
    public boolean isPostgres() {
        prepare();
        return postgres;
    }

    /** The entity manager of the present transaction; closed with it. */
    private EntityManager em() {
        prepare();
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

    /** Inserts at once, so that a constraint speaks here and not at the commit. */
    public <T> T insert(T entity) {
        EntityManager em = em();
        em.persist(entity);
        em.flush();
        em.clear();
        return entity;
    }

    /** Runs one JPQL update or delete and tells how many rows it changed. */
    public int change(String jpql, Map<String, ?> parameters) {
        return run(em().createQuery(jpql), parameters);
    }

    /** Runs one SQL statement, for what JPQL cannot say. */
    public int changeNatively(String sql, Map<Integer, ?> parameters) {
        Query query = em().createNativeQuery(sql);
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    private int run(Query query, Map<String, ?> parameters) {
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    /** Reads rows as they are in the database now. */
    public <T> List<T> list(Class<T> type, String jpql, Map<String, ?> parameters, int most) {
        EntityManager em = em();
        TypedQuery<T> query = em.createQuery(jpql, type).setMaxResults(most);
        parameters.forEach(query::setParameter);
        List<T> rows = query.getResultList();
        em.clear();
        return rows;
    }

    /** Reads at most one row. */
    public <T> Optional<T> first(Class<T> type, String jpql, Map<String, ?> parameters) {
        return list(type, jpql, parameters, 1).stream().findFirst();
    }

    /**
     * Reads a row and holds it until the transaction ends: nobody else changes or deletes it, so
     * that rows which hang on it can be written. Whoever writes several rows of an account holds
     * the account first; a fixed order keeps two of them from waiting for each other for ever.
     */
    public <T> Optional<T> hold(Class<T> type, Object id) {
        EntityManager em = em();
        Optional<T> row = Optional.ofNullable(em.find(type, id, LockModeType.PESSIMISTIC_WRITE));
        em.clear();
        return row;
    }

    /** Reads by SQL, for what JPQL cannot say. */
    public List<?> listNatively(String sql, Map<Integer, ?> parameters) {
        Query query = em().createNativeQuery(sql);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }

    /** The database's clock, which alone decides whether a link has expired. */
    public OffsetDateTime now() {
        return time(listNatively("select current_timestamp", Map.of()).get(0));
    }

    /** A time as {@link #listNatively} gives it, which differs by database and provider. */
    public static OffsetDateTime time(Object read) {
        if (read instanceof OffsetDateTime time) {
            return time;
        }
        Instant instant =
                read instanceof Instant time ? time : ((java.sql.Timestamp) read).toInstant();
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
