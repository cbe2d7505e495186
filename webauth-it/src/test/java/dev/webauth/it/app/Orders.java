package dev.webauth.it.app;

import dev.webauth.WebAuth;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A table of the application with a foreign key to the library's. */
@ApplicationScoped
public class Orders {

    @Inject WebAuth webauth;

    @Inject
    @ConfigProperty(name = "webauth.datasource")
    String datasource;

    @PostConstruct
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void create() {
        update(
                "CREATE TABLE IF NOT EXISTS shop_order (id serial PRIMARY KEY,"
                        + " user_id bigint REFERENCES webauth_user (id) ON DELETE CASCADE, note text)");
    }

    /** Writes both rows in one transaction. */
    @Transactional
    public long registerAndOrder(String email, String password, String then) {
        webauth.register(email, password, false, "/shop/who");
        long user = webauth.getUserId().orElseThrow();
        update("INSERT INTO shop_order (user_id, note) VALUES (?, 'welcome')", user);
        if ("fail".equals(then)) {
            throw new IllegalStateException("the application fails after the call");
        }
        return user;
    }

    /** Writes both rows in a transaction that fails. */
    @Transactional
    public void setPasswordAndFail(String password) {
        webauth.setUserPassword(password);
        throw new IllegalStateException("the application fails after the call");
    }

    /** Records that a person joined a team; runs in the transaction that consumes the link. */
    void join(String team) {
        update("INSERT INTO shop_order (note) VALUES (?)", "joined " + team);
    }

    private void update(String sql, Object... values) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataSource dataSource() {
        try {
            return InitialContext.doLookup(datasource);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
