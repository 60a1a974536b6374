package dev.bursar.bench;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.causes.watch.AnomalyWatch;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.cache.ColumnarCache;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import module java.base;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** How long a person waits for why a month's cost changed, and a night's look for anomalies takes; held against seconds. */
final class ChangesBench {
    private static final int REPEATED = 7;
    private static final long CHANGE_BOUND_MILLIS = 2_000;
    private static final long EVERYTHING_BOUND_MILLIS = 10_000;
    private static final long LOOK_BOUND_MILLIS = 60_000;
    private static final int LARGEST = 1;
    private static final int USUAL = 2;

    private final BenchPortal portal;
    private final YearMonth month = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
    private final ChangeService changes;

    private ChangesBench(BenchPortal portal) {
        this.portal = portal;
        this.changes = portal.context.getBean(ChangeService.class);
    }

    static void run(boolean quick) throws Exception {
        try (var portal = BenchPortal.empty()) {
            var bench = new ChangesBench(portal);
            new ChangesData(portal::superuser, bench.month, quick).load();
            System.out.printf(
                    Locale.ROOT,
                    "%s against the month before, over %,d charges and %,d events%n",
                    bench.month,
                    bench.count("charge"),
                    bench.count("trail_event"));
            portal.context.getBean(ColumnarCache.class).refresh();
            bench.changes();
            bench.anomalies();
        }
    }

    private void changes() throws SQLException {
        PersonId usual = lead(USUAL);
        PersonId largest = lead(LARGEST);
        print("a team's, asked by finance", USUAL, () -> portal.asVisitor(() -> change(USUAL)), CHANGE_BOUND_MILLIS);
        print("a team's, asked by its lead", USUAL, () -> portal.as(usual, () -> change(0)), CHANGE_BOUND_MILLIS);
        print(
                "the largest team's, finance",
                LARGEST,
                () -> portal.asVisitor(() -> change(LARGEST)),
                CHANGE_BOUND_MILLIS);
        print("the largest team's, its lead", LARGEST, () -> portal.as(largest, () -> change(0)), CHANGE_BOUND_MILLIS);
        print("everything", 0, () -> portal.asVisitor(() -> change(0)), EVERYTHING_BOUND_MILLIS);
    }

    private PersonId lead(int team) {
        return portal.context.getBean(BackgroundScope.class).call(() -> {
            People people = portal.context.getBean(People.class);
            PersonId lead = people.create(new NewPerson("lead-" + team, "Lead " + team, Set.of(Role.LEAD)));
            people.assignLead(lead, new LedTeam(new TeamId(team), LocalDate.parse("2000-01-01"), null));
            return lead;
        });
    }

    /** @param team 0 for all that the person may see */
    private Change change(int team) {
        LocalDate first = month.atDay(1);
        return changes.change(new ChangeQuestion(
                new DayRange(first, first.plusMonths(1)),
                new DayRange(first.minusMonths(1), first),
                CostMetric.EFFECTIVE,
                team == 0 ? List.of() : List.of(new CostFilter(Dimension.TEAM, Operator.IS, List.of("" + team)))));
    }

    /** @param bound of milliseconds */
    private void print(String name, int team, Supplier<Change> asked, long bound) throws SQLException {
        double first = 0;
        double[] repeated = new double[REPEATED];
        int parts = 0;
        int causes = 0;
        for (int i = -1; i < REPEATED; i++) {
            forget("where charge_month < '" + month.minusMonths(1).atDay(1) + "'"); // the copy of the others goes on
            long start = System.nanoTime();
            Change change;
            try {
                change = asked.get();
            } catch (DataAccessException | TransactionException e) {
                System.out.printf("  %-28s not answered: %s%n", name, e.getMessage());
                return;
            }
            double millis = (System.nanoTime() - start) / 1e6;
            if (i < 0) {
                first = millis;
            } else {
                repeated[i] = millis;
            }
            parts = change.currencies().stream()
                    .mapToInt(one -> one.parts().size())
                    .sum();
            causes = change.causes().size();
        }
        Arrays.sort(repeated);
        System.out.printf(
                Locale.ROOT,
                "  %-28s %,9d charges, %,8d parts, %,6d causes: first %8.0f ms, median %8.0f ms, most %8.0f ms%s%n",
                name,
                count(team == 0 ? "charge" : "charge where team_id = " + team),
                parts,
                causes,
                first,
                repeated[REPEATED / 2],
                repeated[REPEATED - 1],
                judged(Math.max(first, repeated[REPEATED - 1]), bound));
    }

    /** As if charges had come: nothing that was worked out before holds. */
    private void forget(String months) throws SQLException {
        portal.superuser("update charge_month set version = gen_random_uuid() " + months);
    }

    private void anomalies() throws SQLException {
        for (String name : List.of("look, all found", "look, all known")) {
            forget("");
            look(); // sees that costs changed
            long start = System.nanoTime();
            look();
            double millis = (System.nanoTime() - start) / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "  %-28s %,9d rows of days, %,d anomalies: %.0f ms%s%n",
                    name,
                    count("spend_by_service"),
                    count("anomaly"),
                    millis,
                    judged(millis, LOOK_BOUND_MILLIS));
        }
    }

    private void look() {
        portal.context.getBean(BackgroundScope.class).call(() -> {
            portal.context.getBean(AnomalyWatch.class).look();
            return true;
        });
    }

    private static String judged(double millis, long bound) {
        return String.format(Locale.ROOT, ", bound %,d ms: %s", bound, millis <= bound ? "pass" : "over");
    }

    private long count(String rows) {
        return portal.context
                .getBean(JdbcClient.class)
                .sql("select count(*) from " + rows)
                .query(Long.class)
                .single();
    }
}
