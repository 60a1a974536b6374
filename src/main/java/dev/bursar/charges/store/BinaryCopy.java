package dev.bursar.charges.store;

import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** Sends {@link BinaryRows} by COPY on the connection of the transaction that runs. */
@Component
public class BinaryCopy {
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
        try (Copying copying = begin(into)) {
            for (BinaryRows some : (Iterable<BinaryRows>) rows::iterator) {
                copying.add(some);
            }
            return copying.end();
        }
    }

    /** Begins a COPY that takes rows until it ends. Until then nothing else can be asked on the transaction's connection. */
    Copying begin(String into) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + into + " from stdin with (format binary)");
            copy.writeToCopy(HEADER, 0, HEADER.length);
            return new Copying(connection, copy);
        } catch (SQLException e) {
            DataSourceUtils.releaseConnection(connection, dataSource);
            throw failed(e);
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("Rows could not be copied into the database", e);
    }

    /** A COPY under way; one that is closed before its end has written nothing. */
    final class Copying implements AutoCloseable {
        private final Connection connection;
        private final CopyIn copy;

        private Copying(Connection connection, CopyIn copy) {
            this.connection = connection;
            this.copy = copy;
        }

        /** Sends the rows, which may be used for others afterwards; the database works on them meanwhile. */
        void add(BinaryRows rows) {
            try {
                copy.writeToCopy(rows.array(), 0, rows.length());
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        /** Returns how many rows were written, all of them. */
        long end() {
            try {
                copy.writeToCopy(TRAILER, 0, TRAILER.length);
                return copy.endCopy();
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            try {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            } catch (SQLException e) {
                throw failed(e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }
    }
}
