package dev.webauth.impl.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The database catalogue: which table an unqualified name refers to, its constraints and
 * references.
 */
record Catalogue(Connection connection) {

    boolean isPostgres() throws SQLException {
        return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
    }

    /**
     * The schema in which a statement finds a table. On PostgreSQL it is the first schema of the
     * search path that has the table. The catalogue is asked, because a failing select would end
     * the transaction.
     */
    Optional<String> schemaOf(String table) throws SQLException {
        String sql =
                isPostgres()
                        ? "select n.nspname from pg_class c join pg_namespace n on n.oid ="
                                + " c.relnamespace where c.oid = to_regclass(cast(? as text))"
                        : "select table_schema from information_schema.tables where"
                                + " lower(table_name) = ? and table_schema = schema()";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Whether a constraint or an index makes a column's values unique in the whole table. */
    boolean isUnique(String table, String column) throws SQLException {
        Map<String, List<String>> columns = new HashMap<>();
        try (ResultSet index =
                metaData()
                        .getIndexInfo(
                                null, schemaOf(table).orElse(null), name(table), true, true)) {
            while (index.next()) {
                if (index.getString("COLUMN_NAME") != null
                        && index.getString("FILTER_CONDITION") == null) {
                    columns.computeIfAbsent(index.getString("INDEX_NAME"), any -> new ArrayList<>())
                            .add(index.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns.containsValue(List.of(column));
    }

    /** The foreign keys of other tables that refer to a table's primary key. */
    List<ForeignKey> referencesTo(String table) throws SQLException {
        List<ForeignKey> keys = new ArrayList<>();
        try (ResultSet key =
                metaData().getExportedKeys(null, schemaOf(table).orElse(null), name(table))) {
            while (key.next()) {
                keys.add(
                        new ForeignKey(
                                quoted(key.getString("FKTABLE_SCHEM"))
                                        + "."
                                        + quoted(key.getString("FKTABLE_NAME")),
                                quoted(key.getString("FK_NAME")),
                                quoted(key.getString("FKCOLUMN_NAME")),
                                table,
                                key.getInt("DELETE_RULE")));
            }
        }
        return keys;
    }

    private DatabaseMetaData metaData() throws SQLException {
        return connection.getMetaData();
    }

    private String name(String table) throws SQLException {
        return metaData().storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A foreign key with what is needed to drop it and to create it again. */
    record ForeignKey(String table, String name, String column, String target, int deleteRule) {

        String drop() {
            return "alter table " + table + " drop constraint " + name;
        }

        String create() {
            String action =
                    switch (deleteRule) {
                        case DatabaseMetaData.importedKeyCascade -> " on delete cascade";
                        case DatabaseMetaData.importedKeySetNull -> " on delete set null";
                        default -> "";
                    };
            return "alter table "
                    + table
                    + " add constraint "
                    + name
                    + " foreign key ("
                    + column
                    + ") references "
                    + target
                    + " (id)"
                    + action;
        }
    }
}
