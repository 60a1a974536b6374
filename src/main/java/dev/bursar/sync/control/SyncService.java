package dev.bursar.sync.control;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.sync.AccountNames;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Problem;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunStart;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncAction;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.run.DueTimes;
import dev.bursar.sync.run.MeterRow;
import dev.bursar.sync.run.RunQueries;
import dev.bursar.sync.run.RunRequesters;
import dev.bursar.sync.settings.Caps;
import dev.bursar.sync.settings.StoredSettings;
import dev.bursar.sync.settings.Timetable;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the Sync page shows and does: finance, admin and auditor see, an admin runs and stops. */
@Service
@Transactional(readOnly = true)
public class SyncService {
    private static final String MAY_SEE = "hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String MAY_RUN = "hasRole('ADMIN')";

    private final SyncJobs jobs;
    private final RunQueries queries;
    private final StoredSettings settings;
    private final RunRequesters asks;
    private final DueTimes due;
    private final ObjectProvider<Scheduler> scheduler;
    private final Journal journal;
    private final JdbcClient jdbc;
    private final Scope scope;
    private final Clock clock;
    private final ObjectProvider<RunFacts> facts;
    private final ObjectProvider<AccountNames> names;

    SyncService(
            SyncJobs jobs,
            RunQueries queries,
            StoredSettings settings,
            RunRequesters asks,
            DueTimes due,
            ObjectProvider<Scheduler> scheduler,
            Journal journal,
            JdbcClient jdbc,
            Scope scope,
            Clock clock,
            ObjectProvider<RunFacts> facts,
            ObjectProvider<AccountNames> names) {
        this.jobs = jobs;
        this.names = names;
        this.facts = facts;
        this.queries = queries;
        this.settings = settings;
        this.asks = asks;
        this.due = due;
        this.scheduler = scheduler;
        this.journal = journal;
        this.jdbc = jdbc;
        this.scope = scope;
        this.clock = clock;
    }

    /** What accounts are called, by id, for what went wrong in them. */
    @PreAuthorize(MAY_SEE)
    public Map<String, String> accountNames() {
        return names.stream().findFirst().map(AccountNames::byId).orElse(Map.of());
    }

    /** The oldest of the runs that are under way. */
    @PreAuthorize(MAY_SEE)
    public Optional<RunRow> running() {
        return queries.running();
    }

    @PreAuthorize(MAY_SEE)
    public List<JobRow> jobs() {
        return jobs.all().stream()
                .map(job -> new JobRow(
                        job.name(),
                        job.title(),
                        job.counted(),
                        settings.timetable(job),
                        queries.running(job.name()).orElse(null),
                        queries.last(job.name()).orElse(null),
                        due.next(job.name()).orElse(null),
                        job.waitsFor().orElse(null),
                        job.fact().orElse(null)))
                .toList();
    }

    /** Whether any run has ended yet. */
    @PreAuthorize(MAY_SEE)
    public boolean hasRun() {
        return queries.hasEnded();
    }

    /** Jobs whose last run went wrong, in the order of all jobs, by their titles. */
    @PreAuthorize(MAY_SEE)
    public Map<String, RunRow> failing() {
        Map<String, RunRow> last = queries
                .lastWrong(jobs.all().stream().map(SyncJob::name).toList())
                .stream()
                .collect(Collectors.toMap(RunRow::job, Function.identity()));
        var failing = new LinkedHashMap<String, RunRow>();
        for (SyncJob job : jobs.all()) {
            RunRow run = last.get(job.name());
            if (run != null) {
                failing.put(job.title(), run);
            }
        }
        return failing;
    }

    /** The same without those that run again now. */
    @PreAuthorize(MAY_SEE)
    public Map<String, RunRow> failingAtRest() {
        Map<String, RunRow> failing = failing();
        failing.values().removeIf(run -> queries.running(run.job()).isPresent());
        return failing;
    }

    /** The latest runs of all jobs, newest first; at most 200. */
    @PreAuthorize(MAY_SEE)
    public List<RunRow> latest(int limit) {
        return queries.latest(Math.clamp(limit, 1, 200));
    }

    /** What features have to say of runs beyond what all have. */
    @PreAuthorize(MAY_SEE)
    public Map<Long, List<RunFacts.Fact>> facts(Collection<Long> runs) {
        var all = new TreeMap<Long, List<RunFacts.Fact>>();
        facts.orderedStream()
                .forEach(feature -> feature.of(runs)
                        .forEach((run, said) -> all.computeIfAbsent(run, any -> new ArrayList<>())
                                .addAll(said)));
        return all;
    }

    /** Requests of the current UTC day and month against their caps. */
    @PreAuthorize(MAY_SEE)
    public MeterState meter() {
        LocalDate day = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        LocalDate month = day.withDayOfMonth(1);
        Caps caps = settings.caps();
        return new MeterState(
                day,
                queries.spent(day, day.plusDays(1)),
                caps.dailyUsd(),
                queries.spent(month, month.plusMonths(1)),
                caps.monthlyUsd(),
                queries.meter(day, day.plusDays(1)));
    }

    /** What the first run of a job will cost; empty once it has run or where the job asks nothing that is paid. */
    @PreAuthorize(MAY_SEE)
    public Optional<Estimate> estimate(String job) {
        if (queries.last(job).filter(run -> run.state() == RunState.DONE).isPresent()) {
            return Optional.empty();
        }
        return jobs.named(job).flatMap(SyncJob::estimate);
    }

    /**
     * Jobs that have not been done for a day, or for two of their intervals where that is longer. A run with failures counts as
     * done; a job that was never tried, or waits for something, is not late.
     */
    @PreAuthorize("hasRole('SYSTEM')")
    public List<Late> late() {
        Instant now = clock.instant();
        return jobs.all().stream()
                .filter(job -> job.waitsFor().isEmpty())
                .flatMap(job -> queries
                        .lastDoneOrFirstBegun(job.name())
                        .filter(mark -> mark.at()
                                .plus(Duration.ofHours(Math.max(24, 2 * job.everyHours())))
                                .isBefore(now))
                        .map(mark -> late(job, mark))
                        .stream())
                .toList();
    }

    private Late late(SyncJob job, RunQueries.Mark mark) {
        Optional<RunRow> last = queries.last(job.name()).filter(RunRow::hasProblem);
        return new Late(
                job.title(), mark.done(), mark.at(), last.map(RunRow::problem).orElse(null));
    }

    /** What reading everything anew costs, whether anything has been read or not. */
    @PreAuthorize(MAY_SEE)
    public Optional<Estimate> estimateAnew(String job) {
        return jobs.named(job).flatMap(SyncJob::estimate);
    }

    /** Makes the job due now, and records who asked; false when it runs already or can't run yet. */
    @PreAuthorize(MAY_RUN)
    @Writes(Guard.CONDITION)
    public boolean runNow(String job) {
        SyncJob known = jobs.named(job).orElseThrow();
        scheduler.getObject();
        if (known.waitsFor().isPresent()
                || queries.running(known.name()).isPresent()
                || !due.set(known.name(), clock.instant())) {
            return false;
        }
        if (asks.ask(known.name(), RunStart.by(scope.actor()))) {
            journal.record(SyncAction.SYNC_RUN_ASKED, subject(known.name()));
        }
        return true;
    }

    /**
     * Asks the run to stop before its next request or commit, and records who asked; what was committed stays.
     *
     * @return false when it is no run of this job, has ended, or was asked to stop before
     */
    @PreAuthorize(MAY_RUN)
    @Writes(Guard.CONDITION)
    public boolean stop(String job, long run) {
        int asked = jdbc.sql("""
            update sync_run set stop_asked_by = :by
             where id = :id and job = :job and state = 'running' and stop_asked_by is null
            """)
                .params(Params.of("by", scope.actor().name()).and("id", run).and("job", job))
                .update();
        if (asked == 1) {
            journal.record(SyncAction.SYNC_RUN_STOP_ASKED, subject(job), null, Map.of("run", run));
        }
        return asked == 1;
    }

    private static String subject(String job) {
        return "job:" + job;
    }

    /** What a feature has to say of runs beyond what all runs have, in words; each feature that has something provides a bean. */
    @FunctionalInterface
    public interface RunFacts {
        /** By run, in the order in which a person reads them; runs of which there is nothing to say are left out. */
        Map<Long, List<Fact>> of(Collection<Long> runs);

        /**
         * @param name such as {@code Read there}
         * @param value such as {@code 12 MB}
         */
        record Fact(String name, String value) {}
    }

    /**
     * A job that has not succeeded for a long time.
     *
     * @param done whether it ever was
     * @param since when it last was, else when it was first tried
     * @param problem what stopped its last run, where something did
     */
    public record Late(
            String title,
            boolean done,
            Instant since,
            @Nullable Problem problem) {}

    /**
     * A job with its running and its last ended run, when it is due next, what it waits for until then, and what people should know of
     * how it works now.
     */
    public record JobRow(
            String name,
            String title,
            ProgressUnit counted,
            Timetable timetable,
            @Nullable RunRow running,
            @Nullable RunRow last,
            @Nullable Instant next,
            @Nullable Prerequisite waitsFor,
            @Nullable String fact) {
        /** Whether its last run went wrong. */
        public boolean failed() {
            return last != null && last.hasProblem();
        }

        /** Whether it is due sooner than its timetable says, because its last run failed for a reason that passes. */
        public boolean triesAgain() {
            Instant ended = last == null || !last.passing() ? null : last.endedAt();
            return ended != null && next != null && next.isBefore(timetable.after(ended));
        }
    }

    /** Money spent on requests, in USD, against the caps; {@code apis} are today's. */
    public record MeterState(
            LocalDate day,
            BigDecimal today,
            BigDecimal dailyCap,
            BigDecimal month,
            BigDecimal monthlyCap,
            List<MeterRow> apis) {
        public MeterState {
            apis = List.copyOf(apis);
        }
    }
}
