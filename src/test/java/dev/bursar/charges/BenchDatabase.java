package dev.bursar.charges;

import dev.bursar.bench.BenchServer;
import dev.bursar.bench.Comparison.Side;
import dev.bursar.charges.cache.ColumnarCache;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.charges.store.Rollups;
import dev.bursar.charges.sums.Condition;
import dev.bursar.kernel.Visibility;
import dev.bursar.local.LocalPostgres;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A migrated database on a PostgreSQL with the settings that the portal runs with: every commit is on disk. */
final class BenchDatabase implements AutoCloseable {
    private static final String NAME = "bench";
    private final LocalPostgres server = LocalPostgres.start(
            Path.of("target/bench-postgres"), "fsync=on", "synchronous_commit=on", "full_page_writes=on");
    private final com.zaxxer.hikari.HikariDataSource app;
    public final AtomicReference<Visibility> visibility = new AtomicReference<>(Visibility.EVERYTHING);
    private final ChargeBeans beans;
    private final Ownership ownership;

    public BenchDatabase() throws SQLException {
        app = BenchServer.migrated(server, NAME);
        beans = new ChargeBeans(app, Clock.systemUTC(), new ChargeDatabase.HandWrittenScope(visibility));
        for (int i = 0; i < SyntheticCharges.TAGS; i++) {
            beans.get(OwnershipRules.class)
                    .append(
                            beans.get(Organisation.class).teamNamed("Team " + i),
                            List.of(SyntheticCharges.tag(i)),
                            true,
                            null,
                            null);
        }
        ownership = new Ownership(beans.get(OwnershipRules.class).all());
    }

    public CostService service() {
        return beans.get(CostService.class);
    }

    public List<Condition> conditions(CostQuery question) {
        return beans.get(QueryConditions.class).of(question).all().getFirst().conditions();
    }

    public void mirror() {
        beans.get(ColumnarCache.class).refresh();
    }

    public void load(List<Slice> slices) {
        beans.transactions()
                .executeWithoutResult(
                        status -> beans.get(ChargeLoader.class).replace(slices, "bench", 1, () -> ownership));
    }

    /** So many months, ten of which are five million charges with 300 accounts and 55 a day. */
    public void months(int months, int accounts, int chargesAnAccountAndDay) {
        var charges = new SyntheticCharges(2, accounts);
        LocalDate end = ChargeBench.FIRST.plusMonths(months);
        for (LocalDate month = ChargeBench.FIRST; month.isBefore(end); month = month.plusMonths(1)) {
            load(charges.days(month, month.lengthOfMonth(), chargesAnAccountAndDay));
        }
    }

    public void checkRollups() {
        if (beans.get(Rollups.class).differences(ChargeBench.FIRST, ChargeBench.FIRST.plusYears(1)) != 0) {
            throw new IllegalStateException("Rollups differ from their charges");
        }
    }

    public long count(String from) {
        return beans.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    public String versions() {
        return beans.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("""
                        select concat_ws(' ', (select sum(hashtextextended(concat_ws(' ', tableoid, ctid, xmin), 0)) from charge),
                            (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from charge_slice),
                            (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from spend_by_service),
                            (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from spend_by_account),
                            (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from spend_by_team),
                            (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from spend_by_month))
                        """)
                .query(String.class)
                .single();
    }

    public byte[] text(String query) throws SQLException, IOException {
        var out = new ByteArrayOutputStream();
        text(query, out);
        return out.toByteArray();
    }

    public void text(String query, java.io.OutputStream out) throws SQLException, IOException {
        try (Connection connection = app.getConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout", out);
        }
    }

    public void plainHeap() throws SQLException {
        owner("create table plain_heap (like charge); grant select, insert on plain_heap to " + LocalPostgres.APP);
    }

    /** The least that could be done: the ready text of the same rows into a table without index or partition. */
    public Side bareCopy(byte[] text) {
        return new Side() {
            @Override
            public void prepare() throws SQLException {
                owner("truncate plain_heap");
                checkpoint();
            }

            @Override
            public void run() throws Exception {
                try (Connection connection = app.getConnection()) {
                    connection.setAutoCommit(false);
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy plain_heap from stdin", new ByteArrayInputStream(text), 1 << 16);
                    connection.commit();
                }
            }
        };
    }

    public void checkpoint() throws SQLException {
        superuser("checkpoint");
    }

    public void superuser(String sql) throws SQLException {
        try (Connection connection = server.superuser(NAME);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void owner(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url(NAME), LocalPostgres.OWNER, server.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives DuckDB the same charges. */
    public void into(Connection duck) throws Exception {
        Path file = Files.createTempFile("bursar-bench", ".csv");
        try (var out = Files.newOutputStream(file);
                var statement = duck.createStatement()) {
            text("""
                    select charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                           billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost,
                           usage_quantity, usage_unit
                      from charge order by charge_day, account_id
                    """, out);
            statement.execute("""
                    create table charge (charge_day date, account_id int, service_id int, record_type_id int,
                      tag_value_id int, team_id int, rule_id int, currency varchar, billed_cost decimal(18, 10),
                      effective_cost decimal(18, 10), unblended_cost decimal(18, 10), amortized_cost decimal(18, 10),
                      net_unblended_cost decimal(18, 10), usage_quantity decimal(18, 10), usage_unit varchar)
                    """);
            statement.execute(
                    "copy charge from '" + file + "' (format csv, delimiter '\t', nullstr '\\N', header false)");
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws SQLException {
        beans.close();
        app.close();
        try (Connection connection = server.superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + NAME + " with (force)");
        }
        server.close();
    }
}
