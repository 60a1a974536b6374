package dev.bursar.charges.cache;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.PartSum;
import dev.bursar.charges.sums.Shape;
import dev.bursar.charges.sums.UsageSum;
import dev.bursar.kernel.Visibility;
import jakarta.annotation.PreDestroy;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
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
    /** Of quantities, which may be counted in bytes; digits that a cost hasn't are kept apart. */
    private static final int QUANTITY_PRECISION = 28;

    private static final int MOST_SCALE = 38;
    private static final BigDecimal NO_REST = BigDecimal.ZERO.setScale(MOST_SCALE);

    /** Numbers of teams and terms; 0 is a term that the source doesn't say. */
    private static final List<String> NUMBERS = List.of(
            "team_id",
            "account_id",
            "service_id",
            "record_type_id",
            "tag_value_id",
            "region_id",
            "usage_type_id",
            "pricing_category_id",
            "commitment_id",
            "charge_class_id",
            "resource_id",
            "tags_id",
            "caller_id",
            "part_id");

    /** What sums of a month are told apart by. */
    private static final String KEPT = String.join(", ", NUMBERS) + ", currency, exported, usage_unit";

    private static final int MOST_PASSED = 64;

    private static final String COLUMNS =
            NUMBERS.stream().map(name -> name + " int not null, ").collect(Collectors.joining())
                    + "currency varchar not null, exported boolean not null, usage_unit varchar not null,";

    private static final List<String> TABLES = List.of("""
            create table if not exists charge (
              charge_month date not null, charge_day date not null, %s
              billed_cost decimal(18, 10) not null, effective_cost decimal(18, 10) not null,
              usage_quantity decimal(38, 10), usage_quantity_rest decimal(38, 38))
            """.formatted(COLUMNS), """
            create table if not exists charge_of_month (
              charge_month date not null, %s
              billed_cost decimal(38, 10) not null, effective_cost decimal(38, 10) not null,
              usage_quantity decimal(38, 10), usage_quantity_rest decimal(38, 38))
            """.formatted(COLUMNS), """
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
        return asked(connection -> {
            var cells = new ArrayList<Cell>();
            for (Shape shape : shapes) {
                boolean ofMonth = wholeMonths && !(shape.period() && question.granularity() == Granularity.DAILY);
                cells.addAll(new CacheStatement(days, months, conditions, visibility, ofMonth)
                        .cells(connection, question, shape));
            }
            return cells;
        });
    }

    /** The same by all that tells one use of AWS from another. */
    public Optional<List<PartSum>> parts(
            CostMetric cost,
            DayRange days,
            Set<LocalDate> months,
            List<Condition> conditions,
            Visibility visibility,
            boolean wholeMonths) {
        return asked(connection -> {
            var parts = new ArrayList<PartSum>();
            new CacheStatement(days, months, conditions, visibility, wholeMonths).parts(connection, cost, parts::add);
            return parts;
        });
    }

    /** The same by service and usage type, of daily questions by day. */
    public Optional<List<UsageSum>> usage(
            CostQuery question,
            boolean daily,
            DayRange days,
            Set<LocalDate> months,
            List<Condition> conditions,
            Visibility visibility,
            boolean wholeMonths) {
        return asked(connection -> new CacheStatement(days, months, conditions, visibility, wholeMonths)
                .usage(connection, question, daily));
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> Optional<T> asked(Question<T> question) {
        DuckDBConnection open = duck;
        if (open == null) {
            return Optional.empty();
        }
        try (Connection connection = open.duplicate()) {
            return Optional.of(question.ask(connection));
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
                            select charge_month, %s, sum(billed_cost), sum(effective_cost),
                                   case when count(usage_quantity) = count(*) then sum(usage_quantity) end, sum(usage_quantity_rest)
                              from charge where charge_month = ? group by all
                            """.formatted(KEPT));
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
                    "{} holds costs or quantities with more digits than the copy of charges keeps; it is asked of PostgreSQL",
                    month);
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
                            select charge_day, %s, currency, export_id > 0 exported, coalesce(usage_unit, '') usage_unit,
                                   billed_cost, effective_cost, usage_quantity
                              from charge where charge_day >= :from and charge_day < :to
                            """.formatted(NUMBERS.stream()
                            .map(name -> "coalesce(" + name + ", 0) " + name)
                            .collect(Collectors.joining(", "))))
                    .param("from", month)
                    .param("to", month.plusMonths(1))
                    .withFetchSize(10_000)
                    .query(row -> {
                        if (closed) {
                            throw new Closing();
                        }
                        rows.beginRow();
                        rows.append(month);
                        rows.append(row.getObject("charge_day", LocalDate.class));
                        for (String number : NUMBERS) {
                            rows.append(row.getInt(number));
                        }
                        rows.append(row.getString("currency"));
                        rows.append(row.getBoolean("exported"));
                        rows.append(row.getString("usage_unit"));
                        rows.append(exact(row.getBigDecimal("billed_cost"), PRECISION, version));
                        rows.append(exact(row.getBigDecimal("effective_cost"), PRECISION, version));
                        appendQuantity(rows, row.getBigDecimal("usage_quantity"), version);
                        rows.endRow();
                    });
            return version;
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** What has at most ten decimals, and the rest of it: bytes as a part of a gigabyte have thirty. */
    private static void appendQuantity(DuckDBAppender rows, @Nullable BigDecimal quantity, UUID version)
            throws SQLException {
        if (quantity == null) {
            rows.appendNull();
            rows.appendNull();
            return;
        }
        BigDecimal most = quantity.setScale(SCALE, RoundingMode.DOWN);
        rows.append(exact(most, QUANTITY_PRECISION, version));
        rows.append(
                most.compareTo(quantity) == 0
                        ? NO_REST
                        : exact(quantity.subtract(most), MOST_SCALE, MOST_SCALE, version));
    }

    private static BigDecimal exact(BigDecimal amount, int precision, UUID version) {
        return exact(amount, SCALE, precision, version);
    }

    private static BigDecimal exact(BigDecimal amount, int scale, int precision, UUID version) {
        BigDecimal plain = amount.scale() > scale ? amount.stripTrailingZeros() : amount;
        if (plain.scale() > scale || plain.precision() - plain.scale() > precision - scale) {
            throw new Unfit(version);
        }
        return plain.setScale(scale);
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
