package dev.bursar.charges.cache;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.Shape;
import dev.bursar.kernel.Visibility;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A columnar copy of large months' charges in DuckDB, for questions that no rollup answers. A month answers only while its
 * version is the one that PostgreSQL has; without the copy the same questions take longer and have the same answers.
 */
@Component
public class ColumnarCache {
    private static final Logger log = LoggerFactory.getLogger(ColumnarCache.class);
    private static final long MOST_CHARGES = 30_000_000;
    private static final int SCALE = 10;
    private static final int PRECISION = 18;
    /** The last of the columns that hold numbers of teams and terms. */
    private static final int NUMBERS = 12;

    private static final int MOST_PASSED = 64;

    private static final List<String> TABLES = List.of("""
            create table if not exists charge (
              charge_month date not null, charge_day date not null, team_id int not null, account_id int not null,
              service_id int not null, record_type_id int not null, tag_value_id int not null, region_id int not null,
              usage_type_id int not null, pricing_category_id int not null, commitment_id int not null,
              resource_id int not null, tags_id int not null, currency varchar not null,
              billed_cost decimal(18, 10) not null, effective_cost decimal(18, 10) not null)
            """, """
            create table if not exists charge_of_month (
              charge_month date not null, team_id int not null, account_id int not null, service_id int not null,
              record_type_id int not null, tag_value_id int not null, region_id int not null, usage_type_id int not null,
              pricing_category_id int not null, commitment_id int not null, resource_id int not null, tags_id int not null,
              currency varchar not null, billed_cost decimal(38, 10) not null, effective_cost decimal(38, 10) not null)
            """, """
            create table if not exists mirrored (charge_month date primary key, version varchar not null)
            """);

    private final JdbcClient jdbc;
    private final ChargeVersions versions;
    private final TransactionTemplate snapshot;
    private final Path folder;
    private final long fewestCharges;
    private final Map<LocalDate, UUID> unfit = new HashMap<>();
    private volatile @Nullable CacheFolder own;
    private volatile @Nullable DuckDBConnection duck;
    private volatile boolean closed;
    private volatile int failures;
    private int passed;

    /**
     * @param data the folder of what belongs to this database; several processes may share it
     * @param fewestCharges months with fewer are not copied: PostgreSQL reads them fast enough
     */
    public ColumnarCache(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Value("${bursar.data}") Path data,
            @Value("${bursar.spend.mirror-from-charges:20000}") long fewestCharges) {
        this.jdbc = jdbc;
        this.versions = new ChargeVersions(jdbc);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.folder = data.resolve("cache");
        this.fewestCharges = fewestCharges;
    }

    /** The months in the range that can be asked here now. */
    public Set<LocalDate> current(LocalDate from, LocalDate to) {
        DuckDBConnection open = duck;
        if (open == null) {
            return Set.of();
        }
        try (Connection connection = open.duplicate()) {
            Map<LocalDate, UUID> stored = versions.of(from.withDayOfMonth(1), to);
            return new TreeSet<>(copied(connection).entrySet().stream()
                    .filter(month -> month.getValue().equals(stored.get(month.getKey())))
                    .map(Map.Entry::getKey)
                    .toList());
        } catch (SQLException e) {
            giveUp(open, e);
            return Set.of();
        }
    }

    /**
     * The sums of these months' charges that are in the days.
     *
     * @param wholeMonths whether the days and the visible spans begin and end with months
     * @return empty when the copy can't be read; it is not asked again
     */
    public Optional<List<Cell>> sums(
            CostQuery question,
            DayRange days,
            List<Shape> shapes,
            Set<LocalDate> months,
            List<Condition> conditions,
            Visibility visibility,
            boolean wholeMonths) {
        DuckDBConnection open = duck;
        if (open == null) {
            return Optional.empty();
        }
        try (Connection connection = open.duplicate()) {
            var cells = new ArrayList<Cell>();
            for (Shape shape : shapes) {
                boolean ofMonth = wholeMonths && !(shape.period() && question.granularity() == Granularity.DAILY);
                cells.addAll(new CacheStatement(question, days, shape, months, conditions, visibility, ofMonth)
                        .cells(connection));
            }
            return Optional.of(cells);
        } catch (SQLException e) {
            giveUp(open, e);
            return Optional.empty();
        }
    }

    /**
     * Copies the months that changed, the newest first, and forgets those that are gone or have become small. After an error the
     * copy is made again from nothing; while errors repeat, fewer and fewer calls try it.
     */
    public synchronized void refresh() {
        if (closed || passed++ < Math.min(1 << failures, MOST_PASSED) - 1) {
            return;
        }
        passed = 0;
        Map<LocalDate, UUID> wanted = wanted();
        DuckDBConnection open = duck;
        try {
            if (open == null) {
                if (wanted.isEmpty()) {
                    return;
                }
                open = open();
                duck = open;
            }
            try (Connection connection = open.duplicate()) {
                Map<LocalDate, UUID> have = copied(connection);
                for (LocalDate month : have.keySet()) {
                    if (!wanted.containsKey(month)) {
                        connection.setAutoCommit(false);
                        forget(connection, month);
                        connection.commit();
                    }
                }
                for (Map.Entry<LocalDate, UUID> month : wanted.entrySet()) {
                    if (!month.getValue().equals(have.get(month.getKey()))
                            && !month.getValue().equals(unfit.get(month.getKey()))) {
                        copy((DuckDBConnection) connection, month.getKey());
                    }
                }
            }
            failures = 0;
        } catch (Closing e) {
            log.debug("The copy of charges is closed while a month is copied");
        } catch (SQLException e) {
            giveUp(open, e);
        }
    }

    /** Runs a statement on the copy. */
    void execute(String sql) throws SQLException {
        DuckDBConnection open = duck;
        if (open == null) {
            return;
        }
        try (Connection connection = open.duplicate();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A copy under way notices at its next row, so that this never waits for a month. */
    @PreDestroy
    void close() {
        closed = true;
        DuckDBConnection open = duck;
        duck = null;
        if (open != null) {
            close(open);
        }
        CacheFolder left = own;
        if (left != null) {
            try {
                left.release();
            } catch (IOException e) {
                log.debug("The folder of the copy of charges stays locked until this process ends", e);
            }
        }
    }

    private static void close(DuckDBConnection open) {
        try {
            open.close();
        } catch (SQLException e) {
            log.debug("The copy of charges was not closed in order; it will be made again", e);
        }
    }

    /** The months to be copied with their versions, the newest first. */
    private Map<LocalDate, UUID> wanted() {
        var wanted = new TreeMap<LocalDate, UUID>(Comparator.reverseOrder());
        jdbc.sql("""
                        select charge_month, version from (
                          select m.charge_month, m.version,
                                 sum(s.charges) over (order by m.charge_month desc) so_far, s.charges
                            from charge_month m
                            join (select date_trunc('month', charge_day::timestamp)::date charge_month, sum(charges) charges
                                    from charge_slice group by 1 having sum(charges) >= :fewest) s using (charge_month)) c
                         where so_far <= :most
                        """).param("fewest", fewestCharges).param("most", MOST_CHARGES).query(row -> {
            wanted.put(row.getObject("charge_month", LocalDate.class), row.getObject("version", UUID.class));
        });
        return wanted;
    }

    private static Map<LocalDate, UUID> copied(Connection connection) throws SQLException {
        var months = new HashMap<LocalDate, UUID>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select charge_month, version from mirrored")) {
            while (rows.next()) {
                months.put(rows.getObject(1, LocalDate.class), UUID.fromString(rows.getString(2)));
            }
        }
        return months;
    }

    private void copy(DuckDBConnection connection, LocalDate month) throws SQLException {
        connection.setAutoCommit(false);
        forget(connection, month);
        try {
            UUID version = snapshot.execute(status -> copyRows(connection, month));
            try (var sums = connection.prepareStatement("""
                            insert into charge_of_month
                            select charge_month, team_id, account_id, service_id, record_type_id, tag_value_id, region_id,
                                   usage_type_id, pricing_category_id, commitment_id, resource_id, tags_id, currency,
                                   sum(billed_cost), sum(effective_cost)
                              from charge where charge_month = ? group by all
                            """);
                    var mark = connection.prepareStatement("insert into mirrored values (?, ?)")) {
                sums.setObject(1, month);
                sums.executeUpdate();
                mark.setObject(1, month);
                mark.setString(2, String.valueOf(version));
                mark.executeUpdate();
            }
            connection.commit();
        } catch (Unfit e) {
            connection.rollback();
            unfit.put(month, e.version);
            log.info(
                    "{} holds costs with more digits than the copy of charges keeps; it is asked of PostgreSQL", month);
        } catch (Failed e) {
            connection.rollback();
            throw e.cause;
        }
    }

    /** Everything in one snapshot, so that the rows are those of the version. */
    private UUID copyRows(DuckDBConnection connection, LocalDate month) {
        UUID version = Optional.ofNullable(
                        versions.of(month, month.plusMonths(1)).get(month))
                .orElse(new UUID(0, 0));
        try (var rows = connection.createAppender("charge")) {
            jdbc.sql("""
                            select charge_day, team_id, account_id, service_id, record_type_id, tag_value_id,
                                   coalesce(region_id, 0), coalesce(usage_type_id, 0), coalesce(pricing_category_id, 0),
                                   coalesce(commitment_id, 0), coalesce(resource_id, 0), coalesce(tags_id, 0),
                                   currency, billed_cost, effective_cost
                              from charge where charge_day >= :from and charge_day < :to
                            """)
                    .param("from", month)
                    .param("to", month.plusMonths(1))
                    .withFetchSize(10_000)
                    .query(row -> {
                        if (closed) {
                            throw new Closing();
                        }
                        rows.beginRow();
                        rows.append(month);
                        rows.append(row.getObject(1, LocalDate.class));
                        for (int column = 2; column <= NUMBERS; column++) {
                            rows.append(row.getInt(column));
                        }
                        rows.append(row.getString(NUMBERS + 1));
                        rows.append(exact(row.getBigDecimal(NUMBERS + 2), version));
                        rows.append(exact(row.getBigDecimal(NUMBERS + 3), version));
                        rows.endRow();
                    });
            return version;
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private static BigDecimal exact(BigDecimal amount, UUID version) {
        BigDecimal plain = amount.scale() > SCALE ? amount.stripTrailingZeros() : amount;
        if (plain.scale() > SCALE || plain.precision() - plain.scale() > PRECISION - SCALE) {
            throw new Unfit(version);
        }
        return plain.setScale(SCALE);
    }

    private static void forget(Connection connection, LocalDate month) throws SQLException {
        for (String table : List.of("charge", "charge_of_month", "mirrored")) {
            try (var statement = connection.prepareStatement("delete from " + table + " where charge_month = ?")) {
                statement.setObject(1, month);
                statement.executeUpdate();
            }
        }
    }

    private DuckDBConnection open() throws SQLException {
        try {
            CacheFolder at = own;
            if (at == null) {
                at = CacheFolder.taken(folder);
                own = at;
            }
            if (failures > 0) {
                at.clear();
            }
            try {
                return connect(at);
            } catch (SQLException e) {
                log.info("The copy of charges can't be read and is made anew");
                at.clear();
                return connect(at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DuckDBConnection connect(CacheFolder at) throws SQLException {
        var settings = new Properties();
        settings.setProperty("memory_limit", "256MB");
        settings.setProperty("temp_directory", at.temporary().toString());
        settings.setProperty("max_temp_directory_size", "2GB");
        var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + at.file(), settings);
        try (var statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private void giveUp(@Nullable DuckDBConnection broken, SQLException e) {
        if (closed) {
            return;
        }
        log.warn("The copy of charges can't be used and will be made again; until then PostgreSQL answers", e);
        failures = Math.min(failures + 1, 30);
        if (duck == broken) {
            duck = null;
        }
        if (broken != null) {
            close(broken);
        }
    }

    private static final class Closing extends RuntimeException {}

    private static final class Unfit extends RuntimeException {
        private final transient UUID version;

        Unfit(UUID version) {
            this.version = version;
        }
    }

    private static final class Failed extends RuntimeException {
        private final transient SQLException cause;

        Failed(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
