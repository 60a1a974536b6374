package dev.bursar.charges;

import dev.bursar.bench.Comparison;
import dev.bursar.bench.Comparison.Side;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.spi.Slice;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Loading and reporting, each beside the least that could do the same. */
public final class ChargeBench {
    private static final int ACCOUNTS = 300;
    static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    private ChargeBench() {}

    /** A month of charges through the loader, beside a bare COPY of the same rows into a plain heap. */
    public static void ingest(boolean quick) throws Exception {
        int accounts = quick ? ACCOUNTS / 20 : ACCOUNTS;
        try (var db = new BenchDatabase()) {
            List<Slice> month = new SyntheticCharges(1, accounts).days(FIRST, 30, 56);
            db.load(month);
            db.checkRollups();
            byte[] text = db.text("select * from charge");
            db.plainHeap();
            Side ours = new Side() {
                @Override
                public void prepare() throws SQLException {
                    db.owner("""
                            truncate charge_slice, spend_by_service, spend_by_account, spend_by_team, spend_by_month;
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
        try (var db = new BenchDatabase()) {
            db.months(10, accounts, 55);
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
        try (var db = new BenchDatabase();
                Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            db.months(10, accounts, 55);
            db.superuser("vacuum analyze");
            db.into(duck);
            var whole = new CostQuery(
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
                var month = new CostQuery(
                        FIRST.plusMonths(5),
                        FIRST.plusMonths(6),
                        Granularity.MONTHLY,
                        CostMetric.BILLED,
                        Dimension.TEAM,
                        List.of(new CostFilter(Dimension.TEAM, Operator.IS, List.of("" + team))));
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
                var anyTeam = new CostQuery(
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

    private static void same(CostResult answer, PreparedStatement peer) throws SQLException {
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
}
