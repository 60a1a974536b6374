package dev.bursar.spend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** Sends {@link BinaryRows} by COPY on the connection of the transaction that runs. */
@Component
class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {-1, -1};

    private final DataSource dataSource;

    BinaryCopy(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Copies all rows.
     *
     * @param into the table and its columns, such as {@code term (id, value)}
     * @return how many rows were written
     */
    long into(String into, Stream<BinaryRows> rows) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + into + " from stdin with (format binary)");
            try {
                copy.writeToCopy(HEADER, 0, HEADER.length);
                for (BinaryRows some : (Iterable<BinaryRows>) rows::iterator) {
                    copy.writeToCopy(some.array(), 0, some.length());
                }
                copy.writeToCopy(TRAILER, 0, TRAILER.length);
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Rows could not be copied into the database", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
