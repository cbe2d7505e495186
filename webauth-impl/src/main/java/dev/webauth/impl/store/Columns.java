package dev.webauth.impl.store;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads rows of an entity's table by plain JDBC, for queries that run on each request: JPA costs
 * more there than the database. The columns come from the entity's annotations, so that none is
 * missing.
 */
public final class Columns<T> {

    private final Constructor<T> constructor;
    private final List<Field> fields;
    private final List<String> names;

    private Columns(Constructor<T> constructor, List<Field> fields) {
        this.constructor = constructor;
        this.fields = fields;
        this.names = fields.stream().map(Columns::name).toList();
    }

    /** For an entity whose attributes are fields, each with {@code @Id} or {@code @Column}. */
    public static <T> Columns<T> of(Class<T> entity) {
        List<Field> fields =
                Arrays.stream(entity.getDeclaredFields())
                        .filter(
                                field ->
                                        field.isAnnotationPresent(Id.class)
                                                || field.isAnnotationPresent(Column.class)
                                                || field.getType() == String.class)
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .toList();
        fields.forEach(field -> field.setAccessible(true));
        try {
            Constructor<T> constructor = entity.getDeclaredConstructor();
            constructor.setAccessible(true);
            return new Columns<>(constructor, fields);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(entity + " is no entity", e);
        }
    }

    /** The columns for a {@code select}, with the alias of the table. */
    public String of(String alias) {
        return alias + "." + String.join(", " + alias + ".", names);
    }

    private static String name(Field field) {
        Column column = field.getAnnotation(Column.class);
        return column == null || column.name().isEmpty() ? field.getName() : column.name();
    }

    public int count() {
        return fields.size();
    }

    /** Reads the columns that begin at this position. */
    public T read(ResultSet row, int first) throws SQLException {
        try {
            T read = constructor.newInstance();
            int position = first;
            for (Field field : fields) {
                field.set(read, value(row, position++, field.getType()));
            }
            return read;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(ResultSet row, int position, Class<?> type) throws SQLException {
        if (type == String.class) {
            return row.getString(position);
        }
        if (type == boolean.class) {
            return row.getBoolean(position);
        }
        if (type == long.class) {
            return row.getLong(position);
        }
        if (type == int.class) {
            return row.getInt(position);
        }
        return row.getObject(position, type);
    }
}
