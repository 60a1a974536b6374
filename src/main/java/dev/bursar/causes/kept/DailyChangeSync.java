package dev.bursar.causes.kept;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.kernel.Visibility;
import dev.bursar.sync.IfChanged;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps why each team's cost of the last 35 days differs from the day before. Only what charges, owners, events or plans have changed is
 * worked out anew, and each team's day is a commit of its own: a run that was killed goes on after the last one.
 */
@Component
public class DailyChangeSync implements SyncJob {
    static final String NAME = "daily-changes";
    private static final int DAYS = 35;

    private final KeptChanges kept;
    private final MadeOf madeOf;
    private final CostQueries costs;
    private final IfChanged changed;
    private final JdbcClient jdbc;

    DailyChangeSync(KeptChanges kept, MadeOf madeOf, CostQueries costs, JdbcClient jdbc) {
        this.kept = kept;
        this.madeOf = madeOf;
        this.costs = costs;
        this.changed = new IfChanged(jdbc, "daily_change_done");
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Work out daily changes";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of("exports", "ownership", "cloudtrail", "cloudtrail-files", "savings-plans", "efficiency");
    }

    @Override
    public Optional<String> pending() {
        return days().flatMap(days -> changed.pending(madeOf.seen(days, charged(days))));
    }

    private Optional<DayRange> days() {
        return costs.extent(Visibility.EVERYTHING)
                .map(all -> {
                    // the first day has none before it to be compared with
                    LocalDate second = all.from().plusDays(1);
                    LocalDate from = all.to().minusDays(DAYS);
                    return new DayRange(from.isBefore(second) ? second : from, all.to());
                })
                .filter(days -> days.from().isBefore(days.to()));
    }

    private String charged(DayRange days) {
        return costs.version(days.from().minusMonths(1).withDayOfMonth(1), days.to());
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing(StepText.LOOKING));
        // taken first: what changes meanwhile is worked out by the next run
        run.commit(this::pending).ifPresent(seen -> run.commit(this::days).ifPresent(days -> keep(run, days, seen)));
        return 0;
    }

    private void keep(Run run, DayRange days, String seen) {
        List<DayOfTeam> stale = run.longCommit(() -> kept.stale(days));
        run.report(run.progress().doing(StepText.WORKING_OUT).steps(0, stale.size()));
        int done = 0;
        for (DayOfTeam one : stale) {
            run.longCommit(() -> {
                kept.keep(one);
                return true;
            });
            run.report(run.progress().rows(++done).steps(done, stale.size()));
        }
        run.commit(() -> jdbc.sql("""
                        insert into daily_change_done (fingerprint) values (:seen)
                            on conflict (single) do update set fingerprint = excluded.fingerprint
                        """).param("seen", seen).update());
    }
}
