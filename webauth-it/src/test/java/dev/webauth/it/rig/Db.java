package dev.webauth.it.rig;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a database. */
public final class Db {

    /** The superuser of an embedded PostgreSQL; it has no password. */
    static final String USER = "postgres";

    private final String url;

    Db(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }

    /** Runs a statement without the library. */
    public void run(String sql) {
        try (Connection connection = DriverManager.getConnection(url, USER, USER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of each row, as text. */
    public List<String> column(String sql, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(url, USER, USER);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setReadOnly(true);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The only value of a query. */
    public String value(String sql, Object... parameters) {
        List<String> values = column(sql, parameters);
        if (values.size() != 1) {
            throw new AssertionError(values.size() + " rows of: " + sql);
        }
        return values.get(0);
    }

    /** The number of rows. */
    public long count(String from, Object... parameters) {
        return Long.parseLong(value("SELECT count(*) FROM " + from, parameters));
    }

    /** All rows of all tables of the library, as text. */
    public String dump() {
        StringBuilder all = new StringBuilder();
        for (String table : tables()) {
            for (String row : column("SELECT t::text FROM " + table + " t")) {
                all.append(table).append(' ').append(row).append('\n');
            }
        }
        return all.toString();
    }

    /** The library's tables. */
    public List<String> tables() {
        return column(
                "SELECT table_name FROM information_schema.tables"
                        + " WHERE table_name LIKE 'webauth\\_%' ORDER BY table_name");
    }
}
