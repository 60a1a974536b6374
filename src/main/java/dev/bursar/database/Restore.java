package dev.bursar.database;

import dev.bursar.database.Manifest.SequenceState;
import dev.bursar.database.Manifest.TableData;
import module java.base;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts a backup into an empty database. The file is read and checked as a whole first; then the schema is made as it was, all
 * rows are loaded in one transaction, and the schema is brought to today's. Whatever goes wrong or is killed before that
 * transaction ends leaves no row behind.
 */
@Component
public class Restore {
    private static final Logger log = LoggerFactory.getLogger(Restore.class);

    private static final String FOREIGN_KEYS = """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
              from pg_constraint
             where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace
             order by conrelid::regclass::text, conname
            """;

    private static final String TRIGGERS = """
            select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
                   format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
              from pg_trigger t
              join pg_class c on c.oid = t.tgrelid
             where not tgisinternal and tgenabled = 'O' and tgparentid = 0 and c.relnamespace = 'public'::regnamespace
             order by tgrelid::regclass::text, tgname
            """;

    private final Flyway flyway;

    public Restore(Flyway flyway) {
        this.flyway = flyway;
    }

    /** @throws Refused when the file or the database does not do; nothing was restored */
    public Summary from(Path file) {
        try (Archive archive = Archive.checked(file);
                Connection turn = owner()) {
            if (!alone(turn)) {
                throw new Refused("Another restore into this database is running.");
            }
            Manifest manifest = archive.manifest();
            boolean untouched = fits(manifest);
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .target(MigrationVersion.fromVersion(manifest.schema()))
                    .load()
                    .migrate();
            load(archive, untouched);
            flyway.migrate();
            tidy();
            return new Summary(
                    manifest.rows(),
                    manifest.tables().size(),
                    Migration.applied(flyway).getLast().version());
        } catch (SQLException e) {
            throw new Refused("The database rejected the backup. Nothing was restored. See the database's log.", e);
        } catch (IOException e) {
            throw new Refused(
                    file + " is damaged, or changed while it was read. Nothing was restored. Use another copy.", e);
        }
    }

    /** Takes out again what was restored, when it turns out to be wrong in itself. */
    public void undo() {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            Layout layout = Layout.of(connection);
            statement.execute("truncate " + names(layout.tables()) + " restart identity");
            for (Layout.Table table : layout.seeded()) {
                statement.execute("insert into " + table.sql() + " default values");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be emptied", e);
        }
    }

    private Connection owner() throws SQLException {
        return flyway.getConfiguration().getDataSource().getConnection();
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(hashtext('restore'))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * Whether nothing was ever in this database; where its schema was made already, it must hold no row.
     *
     * @throws Refused when it is not empty, or has a schema that the backup's can't be reached from
     */
    private boolean fits(Manifest manifest) throws SQLException {
        MigrationVersion wanted = MigrationVersion.fromVersion(manifest.schema());
        List<Migration> known = Migration.known(flyway);
        List<Migration> upTo = known.stream()
                .filter(step -> step.number().compareTo(wanted) <= 0)
                .toList();
        if (wanted.compareTo(known.getLast().number()) > 0) {
            throw new Refused("The backup was created by a newer Bursar (schema " + manifest.schema()
                    + "; this one supports " + known.getLast().version() + "). Restore it with that version.");
        }
        if (!upTo.equals(manifest.migrations())) {
            throw new Refused("The backup's schema " + manifest.schema()
                    + " is unknown to this version of Bursar. Restore it with the version that created it.");
        }
        List<Migration> applied = Migration.applied(flyway);
        if (applied.size() > upTo.size()) {
            throw new Refused("The database has a later schema than the backup ("
                    + applied.getLast().version() + ", not " + manifest.schema()
                    + "). Restore into a new, empty database.");
        }
        try (Connection connection = owner()) {
            for (Layout.Table table : Layout.of(connection).tables()) {
                if (!table.seeded() && hasRows(connection, table)) {
                    throw new Refused("The database is not empty (" + table.name()
                            + " has rows). Restore into a new, empty database.");
                }
            }
        }
        return applied.isEmpty();
    }

    /** @param untouched whether rows that are there now can only be those that migrations made */
    private void load(Archive archive, boolean untouched) throws SQLException, IOException {
        Manifest manifest = archive.manifest();
        try (Connection connection = owner()) {
            connection.setAutoCommit(false);
            partitions(connection, manifest);
            Layout layout = Layout.of(connection);
            matches(layout, manifest);
            Map<String, Layout.Table> tables =
                    layout.tables().stream().collect(Collectors.toMap(Layout.Table::name, Function.identity()));
            // foreign keys are checked once at the end, triggers have done their work where the rows come from
            List<String> constraints = without(connection, FOREIGN_KEYS);
            List<String> triggers = without(connection, TRIGGERS);
            List<Layout.Table> made = untouched ? layout.kept() : layout.seeded();
            if (!made.isEmpty()) {
                execute(connection, "truncate " + names(made));
            }
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (TableData data : manifest.tables()) {
                Layout.Table table = Objects.requireNonNull(tables.get(data.name()));
                if (hasRows(connection, table)) {
                    throw new Refused("Another process is writing to the database (" + table.name()
                            + "). Stop the portal and restore into a new, empty database.");
                }
                try (InputStream rows = archive.rows(data)) {
                    long loaded = copy.copyIn(
                            "copy " + table.sql() + " (" + table.columnsSql() + ") from stdin", rows, 1 << 16);
                    if (loaded != data.rows()) {
                        throw new IOException(data.name() + " has another number of rows");
                    }
                }
            }
            sequences(connection, layout, manifest);
            for (String statement : constraints) {
                execute(connection, statement);
            }
            for (String statement : triggers) {
                execute(connection, statement);
            }
            connection.commit();
        }
    }

    /**
     * A function makes the partition of a day and grants what the app needs. It has the name of the table, or what the names of
     * several tables begin with.
     */
    private static void partitions(Connection connection, Manifest manifest) throws SQLException {
        for (TableData data : manifest.tables()) {
            LocalDate from = data.from();
            if (data.partitionOf() == null || from == null) {
                continue;
            }
            String function;
            try (PreparedStatement statement = connection.prepareStatement("""
                    select quote_ident(f.proname)
                      from pg_class c
                      join pg_proc f on f.pronamespace = c.relnamespace
                                    and starts_with(c.relname || '_', substring(f.proname from '^ensure_(.+_)partition$'))
                     where c.relname = ? and c.relkind = 'p' and c.relnamespace = 'public'::regnamespace
                     order by length(f.proname) desc
                     limit 1
                    """)) {
                statement.setString(1, data.partitionOf());
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw doesNotMatch(data.name());
                    }
                    function = row.getString(1);
                }
            }
            try (PreparedStatement statement = connection.prepareStatement("select " + function + "(?)")) {
                statement.setObject(1, from);
                statement.execute();
            }
        }
    }

    private static void matches(Layout layout, Manifest manifest) {
        Map<String, List<String>> is =
                layout.kept().stream().collect(Collectors.toMap(Layout.Table::name, Layout.Table::columns));
        Map<String, List<String>> kept = manifest.tables().stream()
                .collect(Collectors.toMap(TableData::name, TableData::columns, (one, other) -> List.of()));
        if (!is.equals(kept)) {
            throw doesNotMatch("the list of tables");
        }
        if (!layout.sequences().stream()
                .map(Layout.Sequence::name)
                .toList()
                .equals(manifest.sequences().stream().map(SequenceState::name).toList())) {
            throw doesNotMatch("the list of sequences");
        }
    }

    private static Refused doesNotMatch(String what) {
        return new Refused("The file is complete, but the schema that this version of Bursar creates does not match ("
                + what + "). Nothing was restored. Keep the file and restore it with a later version.");
    }

    /** Runs the first statement of each row and answers the second ones, which bring back what the first ones took away. */
    private static List<String> without(Connection connection, String question) throws SQLException {
        var away = new ArrayList<String>();
        var back = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                away.add(row.getString(1));
                back.add(row.getString(2));
            }
        }
        for (String statement : away) {
            execute(connection, statement);
        }
        return back;
    }

    private static void sequences(Connection connection, Layout layout, Manifest manifest) throws SQLException {
        Map<String, SequenceState> states =
                manifest.sequences().stream().collect(Collectors.toMap(SequenceState::name, Function.identity()));
        try (PreparedStatement statement = connection.prepareStatement("select setval(cast(? as regclass), ?, ?)")) {
            for (Layout.Sequence sequence : layout.sequences()) {
                SequenceState state = Objects.requireNonNull(states.get(sequence.name()));
                statement.setString(1, sequence.sql());
                statement.setLong(2, state.last());
                statement.setBoolean(3, state.called());
                statement.execute();
            }
        }
    }

    private static boolean hasRows(Connection connection, Layout.Table table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from " + table.sql() + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String names(List<Layout.Table> tables) {
        return tables.stream().map(Layout.Table::sql).collect(Collectors.joining(", "));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The planner knows nothing of the rows yet, and block range indexes are still empty. */
    private void tidy() {
        try (Connection connection = owner()) {
            execute(
                    connection,
                    "vacuum (analyze) " + names(Layout.of(connection).tables()));
        } catch (SQLException e) {
            log.warn("The restored tables could not be analysed; PostgreSQL does it by itself later", e);
        }
    }
}
