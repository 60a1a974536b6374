package dev.bursar.database;

import module java.base;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Which tables and sequences there are, as the database's own catalogue tells; every name in SQL comes from here. */
record Layout(List<Table> tables, List<Sequence> sequences) {
    private static final String LEFT_OUT = "Not in backups";
    private static final String SEEDED = "Begins with one row";

    /**
     * A table that holds rows itself: an ordinary one or a partition.
     *
     * @param sql its name as it is written in SQL
     * @param parent the table whose partition it is
     * @param from the first day of a partition
     * @param columns those that are stored, not computed
     * @param columnsSql the same as written in SQL
     * @param kept whether it belongs in a backup
     * @param seeded whether its migration made one row, of defaults only
     */
    record Table(
            String name,
            String sql,
            @Nullable String parent,
            @Nullable LocalDate from,
            List<String> columns,
            String columnsSql,
            boolean kept,
            boolean seeded) {}

    /** @param sql its name as it is written in SQL */
    record Sequence(String name, String sql) {}

    static Layout of(Connection connection) throws SQLException {
        return new Layout(tables(connection), sequences(connection));
    }

    List<Table> kept() {
        return tables.stream().filter(Table::kept).toList();
    }

    List<Table> seeded() {
        return tables.stream().filter(Table::seeded).toList();
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<Table>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select c.relname as name, quote_ident(c.relname) as sql, p.relname as parent,
                               case when length(b.first) = 10 then b.first::date
                                    else (b.first::timestamptz at time zone 'UTC')::date end as first_day,
                               coalesce(obj_description(coalesce(p.oid, c.oid), 'pg_class'), '') as comment,
                               array(select a.attname::text from pg_attribute a
                                      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                                      order by a.attnum) as columns,
                               (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns_sql
                          from pg_class c
                          left join pg_inherits i on i.inhrelid = c.oid
                          left join pg_class p on p.oid = i.inhparent
                          -- a day, or a moment in the session's time zone
                          left join lateral substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''([^'']+)''\\)') as b (first) on true
                         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
                         order by c.relname
                        """)) {
            while (row.next()) {
                tables.add(new Table(
                        row.getString("name"),
                        row.getString("sql"),
                        row.getString("parent"),
                        row.getObject("first_day", LocalDate.class),
                        List.of((String[]) row.getArray("columns").getArray()),
                        row.getString("columns_sql"),
                        !row.getString("comment").startsWith(LEFT_OUT),
                        row.getString("comment").startsWith(SEEDED)));
            }
        }
        return List.copyOf(tables);
    }

    private static List<Sequence> sequences(Connection connection) throws SQLException {
        var sequences = new ArrayList<Sequence>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select relname as name, quote_ident(relname) as sql
                          from pg_class
                         where relnamespace = 'public'::regnamespace and relkind = 'S'
                         order by relname
                        """)) {
            while (row.next()) {
                sequences.add(new Sequence(row.getString("name"), row.getString("sql")));
            }
        }
        return List.copyOf(sequences);
    }
}
