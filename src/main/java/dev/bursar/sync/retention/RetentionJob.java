package dev.bursar.sync.retention;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.sync.RetainedData;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncAction;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.settings.StoredSettings;
import module java.base;
import org.springframework.stereotype.Component;

/** Deletes month by month what an admin wants kept no longer, each month with its journal entry. */
@Component
public class RetentionJob implements SyncJob {
    static final String NAME = "retention";
    private final List<RetainedData> kept;
    private final StoredSettings settings;
    private final Journal journal;

    RetentionJob(List<RetainedData> kept, StoredSettings settings, Journal journal) {
        this.kept = List.copyOf(kept);
        this.settings = settings;
        this.journal = journal;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Delete expired data";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of("efficiency", "tag-check");
    }

    @Override
    public int run(Run run) {
        YearMonth now = YearMonth.from(run.startedAt().atZone(ZoneOffset.UTC));
        Map<String, Integer> months = settings.keptMonths();
        for (RetainedData one : kept) {
            Integer chosen = months.get(one.name());
            if (chosen != null) {
                YearMonth first = now.minusMonths(Math.max(chosen, one.leastMonths()));
                for (YearMonth month : one.monthsBefore(first)) {
                    delete(run, one, month);
                }
            }
        }
        run.report(run.progress().doing(run.progress().rowsChanged() == 0 ? "No data has expired" : ""));
        return 0;
    }

    private void delete(Run run, RetainedData one, YearMonth month) {
        run.report(run.progress().doing("Deleting " + one.title().toLowerCase(java.util.Locale.ROOT) + " of " + month));
        long rows = run.commit(() -> {
            long deleted = one.delete(month);
            var gone = new LinkedHashMap<String, Object>();
            gone.put("what", one.title());
            gone.put("month", month);
            gone.put("rows", deleted);
            journal.recordAs(Actor.SYSTEM, SyncAction.KEPT_NO_LONGER, "job:" + NAME, gone, null);
            return deleted;
        });
        run.report(run.progress().rows(run.progress().rowsChanged() + rows));
    }
}
