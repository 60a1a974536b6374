package dev.bursar.spend;

import dev.bursar.bench.Comparison;
import dev.bursar.bench.Comparison.Side;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.local.LocalPostgres;
import dev.bursar.org.Organisation;
import dev.bursar.spend.SpendFilter.Operator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/** Loading and reporting, each beside the least that could do the same. */
public final class SpendBench {
    private static final int ACCOUNTS = 300;
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    private SpendBench() {}

    /** A month of charges through the loader, beside a bare COPY of the same rows into a plain heap. */
    public static void ingest(boolean quick) throws Exception {
        int accounts = quick ? ACCOUNTS / 20 : ACCOUNTS;
        try (var db = new Database()) {
            List<Slice> month = new SyntheticCharges(1, accounts).days(FIRST, 30, 56);
            db.load(month);
            db.checkRollups();
            byte[] text = db.text("select * from charge");
            db.plainHeap();
            Side ours = new Side() {
                @Override
                public void prepare() throws SQLException {
                    db.owner("""
                            truncate charge_slice, spend_by_service, spend_by_account, spend_by_month;
                            drop table charge_2026_01
                            """);
                    db.checkpoint();
                }

                @Override
                public void run() {
                    db.load(month);
                }
            };
            Comparison.print(
                    "ingest of " + rows(db.count("charge")) + " charges, rollups included",
                    1,
                    "loader",
                    ours,
                    "bare COPY, plain heap",
                    db.bareCopy(text),
                    2.0);
            db.checkRollups();
        }
    }

    /** One changed day into five million charges, beside a bare COPY of that day; the same again without a change. */
    public static void reload(boolean quick) throws Exception {
        int accounts = quick ? ACCOUNTS / 20 : ACCOUNTS;
        try (var db = new Database()) {
            db.years(accounts);
            LocalDate day = FIRST.plusDays(200);
            List<List<Slice>> versions = List.of(
                    new SyntheticCharges(3, accounts).day(day, 67), new SyntheticCharges(4, accounts).day(day, 67));
            db.load(versions.getFirst());
            db.superuser("vacuum analyze"); // else autovacuum does it while the first rounds are timed
            byte[] text = db.text("select * from charge where charge_day = date '" + day + "'");
            long rows = db.count("charge where charge_day = date '" + day + "'");
            db.plainHeap();
            var turn = new int[1];
            Side changed = new Side() {
                @Override
                public void prepare() throws SQLException {
                    turn[0]++;
                    db.checkpoint();
                }

                @Override
                public void run() {
                    db.load(versions.get(turn[0] % 2));
                }
            };
            Side unchanged = new Side() {
                @Override
                public void prepare() throws SQLException {
                    db.checkpoint();
                }

                @Override
                public void run() {
                    db.load(versions.get(turn[0] % 2));
                }
            };
            String into = rows(rows) + "-row day into " + rows(db.count("charge")) + " charges";
            Comparison.print(
                    "re-load of one changed " + into,
                    1,
                    "loader",
                    changed,
                    "bare COPY, plain heap",
                    db.bareCopy(text),
                    6);
            Comparison.print(
                    "re-load of one unchanged " + into,
                    1,
                    "loader, unchanged",
                    unchanged,
                    "loader, changed",
                    changed,
                    0.5);
            String before = db.versions();
            unchanged.run();
            System.out.println("  new row versions of an unchanged re-load: "
                    + (before.equals(db.versions()) ? "none, pass" : "some, over"));
            db.checkRollups();
        }
    }

    /** Reports over five million charges through the service, beside DuckDB on the same rows. */
    public static void report(boolean quick) throws Exception {
        int accounts = quick ? ACCOUNTS / 20 : ACCOUNTS;
        try (var db = new Database();
                Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            db.years(accounts);
            db.superuser("vacuum analyze");
            duck(db, duck);
            var whole = new SpendQuestion(
                    FIRST, FIRST.plusMonths(10), Granularity.MONTHLY, CostMetric.BILLED, Dimension.TEAM, List.of());
            try (PreparedStatement byMonth = duck.prepareStatement("""
                            select date_trunc('month', charge_day)::date as month, team_id, currency, sum(billed_cost)
                              from charge where charge_day >= ? and charge_day < ? group by all order by all
                            """);
                    PreparedStatement oneTeam = duck.prepareStatement("""
                            select date_trunc('month', charge_day)::date as month, team_id, currency, sum(billed_cost)
                              from charge where charge_day >= ? and charge_day < ? and team_id = ? group by all order by all
                            """)) {
                String rows = rows(db.count("charge")) + " charges";
                byMonth.setObject(1, whole.from());
                byMonth.setObject(2, whole.to());
                same(db.service().ask(whole), byMonth);
                Comparison.print(
                        "month × team over " + rows,
                        10,
                        "service",
                        () -> db.service().ask(whole),
                        "DuckDB",
                        () -> read(byMonth),
                        0.25);
                int team = 7;
                var month = new SpendQuestion(
                        FIRST.plusMonths(5),
                        FIRST.plusMonths(6),
                        Granularity.MONTHLY,
                        CostMetric.BILLED,
                        Dimension.TEAM,
                        List.of(new SpendFilter(Dimension.TEAM, Operator.IS, List.of("" + team))));
                oneTeam.setObject(1, month.from());
                oneTeam.setObject(2, month.to());
                oneTeam.setInt(3, team);
                same(db.service().ask(month), oneTeam);
                Comparison.print(
                        "one team's month of " + rows,
                        50,
                        "service",
                        () -> db.service().ask(month),
                        "DuckDB",
                        () -> read(oneTeam),
                        0.5);
                var anyTeam = new SpendQuestion(
                        month.from(), month.to(), month.granularity(), month.cost(), month.groupBy(), List.of());
                db.visibility.set(new Visibility(
                        false,
                        List.of(new Visibility.Span(
                                new TeamId(team), month.from(), month.to().plusYears(1)))));
                same(db.service().ask(anyTeam), oneTeam);
                Comparison.print(
                        "one team's month of " + rows + ", asked by its lead",
                        50,
                        "service",
                        () -> db.service().ask(anyTeam),
                        "DuckDB",
                        () -> read(oneTeam),
                        0.5);
            }
        }
    }

    private static void duck(Database db, Connection duck) throws Exception {
        Path file = Files.createTempFile("bursar-bench", ".csv");
        try (var out = Files.newOutputStream(file);
                var statement = duck.createStatement()) {
            db.text("select * from charge order by charge_day, account_id", out);
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

    private static void same(SpendAnswer answer, PreparedStatement peer) throws SQLException {
        var ours = new java.util.TreeMap<String, String>();
        answer.currencies()
                .forEach(spend -> spend.rows().forEach(row -> {
                    for (int i = 0; i < answer.periods().size(); i++) {
                        ours.put(
                                answer.periods().get(i) + " " + row.key(),
                                row.perPeriod().get(i).stripTrailingZeros().toPlainString());
                    }
                }));
        var theirs = new java.util.TreeMap<String, String>();
        try (ResultSet rows = peer.executeQuery()) {
            while (rows.next()) {
                theirs.put(
                        rows.getObject(1, LocalDate.class) + " " + rows.getInt(2),
                        rows.getBigDecimal(4).stripTrailingZeros().toPlainString());
            }
        }
        if (ours.isEmpty() || !ours.equals(theirs)) {
            throw new IllegalStateException("Both sides should give the same sums: " + ours + " and " + theirs);
        }
    }

    private static void read(PreparedStatement question) throws SQLException {
        try (ResultSet rows = question.executeQuery()) {
            while (rows.next()) {
                rows.getBigDecimal(4);
            }
        }
    }

    private static String rows(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A migrated database on a PostgreSQL with the settings that the portal runs with: every commit is on disk. */
    private static final class Database implements AutoCloseable {
        private static final String NAME = "bench";
        private final LocalPostgres server = LocalPostgres.start(
                Path.of("target/bench-postgres"), "fsync=on", "synchronous_commit=on", "full_page_writes=on");
        private final com.zaxxer.hikari.HikariDataSource app = new com.zaxxer.hikari.HikariDataSource();
        private final AtomicReference<Visibility> visibility = new AtomicReference<>(Visibility.EVERYTHING);
        private final SpendBeans beans;
        private final Ownership ownership;

        Database() throws SQLException {
            try (Connection connection = server.superuser("postgres");
                    var statement = connection.createStatement()) {
                statement.execute("drop database if exists " + NAME + " with (force)");
                LocalPostgres.createDatabase(statement, NAME);
            }
            Flyway.configure()
                    .dataSource(server.url(NAME), LocalPostgres.OWNER, server.ownerPassword())
                    .placeholders(Map.of("app", LocalPostgres.APP))
                    .load()
                    .migrate();
            app.setJdbcUrl(server.url(NAME));
            app.setUsername(LocalPostgres.APP);
            app.setPassword(server.appPassword());
            app.setMaximumPoolSize(4);
            beans = new SpendBeans(app, Clock.systemUTC(), new SpendDatabase.HandWrittenScope(visibility));
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

        SpendService service() {
            return beans.get(SpendService.class);
        }

        void load(List<Slice> slices) {
            beans.transactions()
                    .executeWithoutResult(
                            status -> beans.get(ChargeLoader.class).replace(slices, "bench", 1, () -> ownership));
        }

        /** Ten months, five million charges with 300 accounts. */
        void years(int accounts) {
            var charges = new SyntheticCharges(2, accounts);
            for (LocalDate month = FIRST; month.isBefore(FIRST.plusMonths(10)); month = month.plusMonths(1)) {
                load(charges.days(month, month.lengthOfMonth(), 55));
            }
        }

        void checkRollups() {
            if (beans.get(Rollups.class).differences(FIRST, FIRST.plusYears(1)) != 0) {
                throw new IllegalStateException("Rollups differ from their charges");
            }
        }

        long count(String from) {
            return beans.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                    .sql("select count(*) from " + from)
                    .query(Long.class)
                    .single();
        }

        String versions() {
            return beans.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                    .sql("""
                            select concat_ws(' ', (select sum(hashtextextended(concat_ws(' ', tableoid, ctid, xmin), 0)) from charge),
                                (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from charge_slice),
                                (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from spend_by_service),
                                (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from spend_by_account),
                                (select sum(hashtextextended(concat_ws(' ', ctid, xmin), 0)) from spend_by_month))
                            """)
                    .query(String.class)
                    .single();
        }

        byte[] text(String query) throws SQLException, IOException {
            var out = new ByteArrayOutputStream();
            text(query, out);
            return out.toByteArray();
        }

        void text(String query, java.io.OutputStream out) throws SQLException, IOException {
            try (Connection connection = app.getConnection()) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout", out);
            }
        }

        void plainHeap() throws SQLException {
            owner("create table plain_heap (like charge); grant select, insert on plain_heap to " + LocalPostgres.APP);
        }

        /** The least that could be done: the ready text of the same rows into a table without index or partition. */
        Side bareCopy(byte[] text) {
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

        void checkpoint() throws SQLException {
            superuser("checkpoint");
        }

        void superuser(String sql) throws SQLException {
            try (Connection connection = server.superuser(NAME);
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        void owner(String sql) throws SQLException {
            try (Connection connection =
                            DriverManager.getConnection(server.url(NAME), LocalPostgres.OWNER, server.ownerPassword());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
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
}
