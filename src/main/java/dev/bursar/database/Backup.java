package dev.bursar.database;

import dev.bursar.database.Manifest.SequenceState;
import dev.bursar.database.Manifest.TableData;
import module java.base;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.stereotype.Component;

/**
 * Keeps everything that the database holds at one moment in one file, while the portal runs. It holds password hashes: only
 * its owner may read it. What a table's comment calls "Not in backups" is left out.
 */
@Component
public class Backup {
    private final Flyway flyway;
    private final BackupSeal seal;
    private final Clock clock;

    public Backup(Flyway flyway, BackupSeal seal, Clock clock) {
        this.flyway = flyway;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * Writes the file. Until it is whole it has another name, so that a name without {@code .part} means a whole file.
     *
     * @throws Refused when the name is taken or the file can't be written
     */
    public Summary to(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        if (Files.exists(whole)) {
            throw new Refused(file + " already exists. Choose another name.");
        }
        try {
            Files.deleteIfExists(part);
            Summary summary;
            try (FileChannel channel = FileChannel.open(
                            part,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    OutputStream out = Channels.newOutputStream(channel)) {
                summary = to(out);
                channel.force(true);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } catch (IOException e) {
            throw new Refused(
                    "The backup could not be written to " + file + ". Check that there is enough disk space.", e);
        }
    }

    /** Writes the same to a stream, which stays open. */
    public Summary to(OutputStream out) throws IOException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var archive = new Archive.Writer(out);
            Layout layout = Layout.of(connection);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var tables = new ArrayList<TableData>();
            for (Layout.Table table : layout.kept()) {
                tables.add(archive.<SQLException>table(
                        table,
                        rows -> copy.copyOut("copy " + table.sql() + " (" + table.columnsSql() + ") to stdout", rows)));
            }
            var manifest = new Manifest(
                    Manifest.FORMAT, clock.instant(), Migration.applied(flyway), tables, sequences(connection, layout));
            archive.end(manifest, seal);
            connection.rollback();
            return new Summary(manifest.rows(), tables.size(), manifest.schema());
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be read", e);
        }
    }

    /** Read last: a sequence knows no snapshot and must not stand before what was copied. */
    private static List<SequenceState> sequences(Connection connection, Layout layout) throws SQLException {
        var states = new ArrayList<SequenceState>();
        try (Statement statement = connection.createStatement()) {
            for (Layout.Sequence sequence : layout.sequences()) {
                try (ResultSet row = statement.executeQuery("select last_value, is_called from " + sequence.sql())) {
                    row.next();
                    states.add(new SequenceState(sequence.name(), row.getLong(1), row.getBoolean(2)));
                }
            }
        }
        return states;
    }
}
