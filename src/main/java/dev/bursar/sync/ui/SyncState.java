package dev.bursar.sync.ui;

import dev.bursar.sync.Estimate;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.sync.control.SyncService.MeterState;
import dev.bursar.sync.control.SyncService.RunFacts.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything the page shows, as of one moment.
 *
 * @param ended the latest ended runs, newest first
 * @param estimates by job, of those that have never run to their end
 * @param facts by run, what features say of it
 */
record SyncState(
        List<JobRow> jobs,
        List<RunRow> ended,
        MeterState meter,
        Map<String, Estimate> estimates,
        Map<Long, List<Fact>> facts) {
    private static final int RUNS = 20;

    SyncState {
        jobs = List.copyOf(jobs);
        ended = List.copyOf(ended);
        estimates = Map.copyOf(estimates);
        facts = Map.copyOf(facts);
    }

    static SyncState read(SyncService service) {
        List<JobRow> jobs = service.jobs();
        var estimates = new TreeMap<String, Estimate>();
        for (JobRow job : jobs) {
            RunRow last = job.last();
            if (last == null || last.state() != RunState.DONE) {
                service.estimate(job.name()).ifPresent(estimate -> estimates.put(job.name(), estimate));
            }
        }
        List<RunRow> latest = service.latest(RUNS + jobs.size());
        return new SyncState(
                jobs,
                latest.stream()
                        .filter(run -> run.state() != RunState.RUNNING)
                        .limit(RUNS)
                        .toList(),
                service.meter(),
                estimates,
                service.facts(latest.stream().map(RunRow::id).toList()));
    }

    /** What features say of a run. */
    List<Fact> facts(RunRow run) {
        return facts.getOrDefault(run.id(), List.of());
    }

    List<RunRow> running() {
        return jobs.stream().map(JobRow::running).filter(Objects::nonNull).toList();
    }

    /** What jobs wait for, with their titles. */
    Map<Prerequisite, List<String>> waits() {
        var waits = new LinkedHashMap<Prerequisite, List<String>>();
        for (JobRow job : jobs) {
            Prerequisite wait = job.waitsFor();
            if (wait != null) {
                waits.computeIfAbsent(wait, any -> new ArrayList<>()).add("\u201C" + job.title() + "\u201D");
            }
        }
        return waits;
    }

    ProgressUnit counted(String job) {
        return jobs.stream()
                .filter(row -> row.name().equals(job))
                .map(JobRow::counted)
                .findFirst()
                .orElse(ProgressUnit.SLICES);
    }

    String title(String job) {
        return jobs.stream()
                .filter(row -> row.name().equals(job))
                .map(JobRow::title)
                .findFirst()
                .orElse(job);
    }
}
