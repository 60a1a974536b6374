package dev.bursar.overview;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.bench.BenchServer;
import dev.bursar.bench.Comparison;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.chargeback.answers.OpenAnswers;
import dev.bursar.chargeback.answers.OwnStatements;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.charges.SyntheticYears;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.Scope;
import dev.bursar.local.LocalPostgres;
import dev.bursar.notify.MailService;
import dev.bursar.overview.OverviewLoad.Outcome;
import dev.bursar.start.StartService;
import dev.bursar.sync.control.SyncService;
import dev.bursar.testing.SyncNode;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The Overview's figures with ten years stored, beside the same with one month and with two, all through the real services. */
public final class OverviewBench {
    private static final int ACCOUNTS = 100;
    private static final int CHARGES = 30;
    /** The last whole day is the month's last but one, so that both months are read nearly whole. */
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static final LocalDate END = LocalDate.parse("2026-11-30");

    private OverviewBench() {}

    public static void overview(boolean quick) throws Exception {
        int accounts = quick ? ACCOUNTS / 20 : ACCOUNTS;
        try (LocalPostgres server = LocalPostgres.start(
                        Path.of("target/bench-postgres"), "fsync=on", "synchronous_commit=off", "full_page_writes=on");
                var years = new Stored(
                        server,
                        "bench_years",
                        YearMonth.from(END).minusYears(10).plusMonths(1),
                        accounts);
                var months =
                        new Stored(server, "bench_months", YearMonth.from(END).minusMonths(1), accounts);
                var month = new Stored(server, "bench_month", YearMonth.from(END), accounts)) {
            Comparison.printP95(
                    "Overview for finance, %s charges against %s".formatted(years.charges(), month.charges()),
                    300,
                    "ten years stored",
                    years::load,
                    "one month stored",
                    month::load,
                    1.5);
            // one month has none before it to compare with and no changes to explain; two are asked all that ten years
            // are
            Comparison.printP95(
                    "the same against both months that it compares, %s charges".formatted(months.charges()),
                    300,
                    "ten years stored",
                    years::load,
                    "two months stored",
                    months::load,
                    1.25);
        }
    }

    /** A database of its own with a node on it. */
    private static final class Stored implements AutoCloseable {
        private final HikariDataSource app;
        private final AnnotationConfigApplicationContext node;
        private final OverviewLoad load;

        Stored(LocalPostgres server, String name, YearMonth from, int accounts) throws SQLException {
            app = BenchServer.migrated(server, name);
            Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
            node = SyncNode.start(clock, app, URI.create("http://127.0.0.1:1"), Map.of());
            SyntheticYears.load(node, from, END, accounts, CHARGES);
            try (Connection connection = server.superuser(name);
                    var statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
            load = new OverviewLoad(
                    node.getBean(CostService.class),
                    node.getBean(dev.bursar.spend.SpendService.class),
                    node.getBeanProvider(BudgetService.class),
                    new NeedsLoad(
                            node.getBean(SyncService.class),
                            node.getBean(dev.bursar.sync.control.Readings.class),
                            node.getBeanProvider(MailService.class),
                            node.getBeanProvider(dev.bursar.causes.watch.AnomalyService.class),
                            node.getBeanProvider(dev.bursar.tagging.violations.UntaggedCost.class),
                            node.getBeanProvider(dev.bursar.efficiency.query.IdleCost.class),
                            node.getBeanProvider(ChargebackService.class),
                            node.getBeanProvider(dev.bursar.chargeback.month.CalendarService.class),
                            node.getBean(Scope.class)),
                    new Statements(
                            node.getBeanProvider(OwnStatements.class),
                            node.getBeanProvider(OpenAnswers.class),
                            node.getBeanProvider(ChargebackService.class)),
                    new StartCard(node.getBeanProvider(StartService.class), node.getBean(Scope.class)),
                    new RiseBounds(BigDecimal.valueOf(20), BigDecimal.valueOf(1_000)),
                    clock);
        }

        void load() {
            if (!(load.load(OverviewUrl.DEFAULT) instanceof Outcome.Found(Overview overview))
                    || overview.months().getFirst().teams().size() < 20) {
                throw new IllegalStateException("There should be a month of twenty teams");
            }
        }

        String charges() {
            long count = node.getBean(JdbcClient.class)
                    .sql("select count(*) from charge")
                    .query(Long.class)
                    .single();
            return String.format(Locale.ROOT, "%,d", count);
        }

        @Override
        public void close() {
            node.close();
            app.close();
        }
    }
}
