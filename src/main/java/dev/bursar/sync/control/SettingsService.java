package dev.bursar.sync.control;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.sync.RetainedData;
import dev.bursar.sync.SyncAction;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.run.DueTimes;
import dev.bursar.sync.run.RunQueries;
import dev.bursar.sync.run.RunRequesters;
import dev.bursar.sync.run.TypicalCost;
import dev.bursar.sync.settings.Caps;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.sync.settings.RequestPace;
import dev.bursar.sync.settings.StoredSettings;
import dev.bursar.sync.settings.SyncSettings;
import dev.bursar.sync.settings.Timetable;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an admin sets about reading from AWS: caps, pace, when jobs are due, how long things are kept. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class SettingsService {
    /** The subject of journal entries about these settings. */
    public static final String SUBJECT = "settings:sync";

    private static final int DAYS = 30;

    private final StoredSettings stored;
    private final SyncJobs jobs;
    private final List<RetainedData> kept;
    private final RunQueries queries;
    private final RunRequesters asks;
    private final DueTimes due;
    private final RequestPace.Default pace;
    private final Environment environment;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    SettingsService(
            StoredSettings stored,
            SyncJobs jobs,
            List<RetainedData> kept,
            RunQueries queries,
            RunRequesters asks,
            DueTimes due,
            RequestPace.Default pace,
            Environment environment,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.stored = stored;
        this.jobs = jobs;
        this.kept = List.copyOf(kept);
        this.queries = queries;
        this.asks = asks;
        this.due = due;
        this.pace = pace;
        this.environment = environment;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Everything that can be set, as it is set.
     *
     * @param version goes back with a change
     * @param changedBy who changed them last; null before the first change
     * @param spent in USD, today and this month
     */
    public record Settings(
            ChosenSettings chosen,
            int version,
            @Nullable String changedBy,
            @Nullable Instant changedAt,
            Otherwise<BigDecimal> dailyCap,
            Otherwise<BigDecimal> monthlyCap,
            Otherwise<Integer> pace,
            Caps spent,
            List<JobSetting> jobs,
            List<KeptSetting> kept) {
        public Settings {
            jobs = List.copyOf(jobs);
            kept = List.copyOf(kept);
        }
    }

    /** What holds where an admin has set nothing, and where that comes from. */
    public record Otherwise<T>(T value, String from) {}

    /**
     * A job and what its timetable costs.
     *
     * @param itself how often it is due where nothing is set
     * @param leastUsd what each run costs at least, where it looks for changes before it reads anything
     * @param dailyUsd what it costs a day however often it runs; null where each run costs
     * @param typical what a run usually costs; null where that is not known yet
     */
    public record JobSetting(
            String name,
            String title,
            Timetable itself,
            BigDecimal leastUsd,
            @Nullable BigDecimal dailyUsd,
            @Nullable TypicalCost typical) {
        /** What 30 days cost in USD at this timetable; empty where that is not known yet. */
        public Optional<BigDecimal> monthUsd(Timetable timetable) {
            if (dailyUsd != null) {
                return Optional.of(dailyUsd.multiply(BigDecimal.valueOf(DAYS)));
            }
            return Optional.ofNullable(typical)
                    .map(cost -> cost.meanUsd()
                            .multiply(BigDecimal.valueOf(
                                    (long) DAYS * timetable.hours().size())));
        }
    }

    /** Something that is kept, and for how many months at least. */
    public record KeptSetting(String name, String title, String note, int leastMonths) {}

    public Settings settings() {
        StoredSettings.Versioned all = stored.all();
        LocalDate day = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        LocalDate month = day.withDayOfMonth(1);
        return new Settings(
                all.chosen(),
                all.version(),
                all.changedBy(),
                all.changedAt(),
                cap("BURSAR_DAILY_CAP_USD", stored.dailyOtherwise(), SyncSettings.DAILY_CAP_USD),
                cap("BURSAR_MONTHLY_CAP_USD", stored.monthlyOtherwise(), SyncSettings.MONTHLY_CAP_USD),
                new Otherwise<>(pace.requestsPerSecond(), pace.from()),
                new Caps(queries.spent(day, day.plusDays(1)), queries.spent(month, month.plusMonths(1))),
                jobs.all().stream()
                        .map(job -> new JobSetting(
                                job.name(),
                                job.title(),
                                StoredSettings.byItself(job),
                                job.leastCostUsd(),
                                job.dailyCostUsd().orElse(null),
                                queries.typicalCost(job.name()).orElse(null)))
                        .toList(),
                kept.stream()
                        .map(one -> new KeptSetting(one.name(), one.title(), one.note(), one.leastMonths()))
                        .toList());
    }

    private Otherwise<BigDecimal> cap(String variable, BigDecimal usd, String builtIn) {
        return new Otherwise<>(
                usd,
                environment.containsProperty(variable)
                        ? variable
                        : usd.compareTo(new BigDecimal(builtIn)) == 0
                                ? "Bursar\u2019s default"
                                : "this node\u2019s configuration");
    }

    /** The months of which something would go if so many were kept, oldest first. */
    public List<YearMonth> wouldGo(String name, int months) {
        RetainedData one = kept(name).orElseThrow();
        return one.monthsBefore(YearMonth.now(clock.withZone(ZoneOffset.UTC)).minusMonths(months));
    }

    /**
     * Replaces what is set, in force at once on all nodes: the next paid request meets the new caps, and jobs are due by
     * their new timetables.
     *
     * @param version of the settings that were seen
     * @throws dev.bursar.kernel.StaleEdit when somebody else has changed them since; nothing was changed
     */
    @Writes(Guard.CONDITION)
    public void change(ChosenSettings wanted, int version) {
        wanted.timetables().keySet().forEach(name -> jobs.named(name).orElseThrow());
        wanted.keptMonths().forEach((name, months) -> {
            if (months < kept(name).orElseThrow().leastMonths() || months > 1_200) {
                throw new IllegalArgumentException("Of " + name + " more months are needed than " + months);
            }
        });
        ChosenSettings before = stored.all().chosen();
        if (before.equals(wanted)) {
            return;
        }
        stored.replace(wanted, version, scope.actor().name(), clock.instant());
        Map<String, String> was = words(before);
        Map<String, String> is = words(wanted);
        List<String> same = was.keySet().stream()
                .filter(name -> Objects.equals(was.get(name), is.get(name)))
                .toList();
        was.keySet().removeAll(same);
        is.keySet().removeAll(same);
        journal.record(SyncAction.SETTINGS_CHANGED, SUBJECT, was, is);
        jobs.all().stream()
                .filter(job -> !timetable(before, job).equals(timetable(wanted, job)))
                // whoever asked for a run gets it first; then the new timetable holds
                .filter(job -> !asks.pending(job.name()))
                .forEach(job -> due.set(job.name(), timetable(wanted, job).after(clock.instant())));
    }

    private static Timetable timetable(ChosenSettings settings, SyncJob job) {
        return settings.timetables().getOrDefault(job.name(), StoredSettings.byItself(job));
    }

    /** Every setting in words, as the journal keeps it, by what it is called. */
    public Map<String, String> words(ChosenSettings settings) {
        var words = new LinkedHashMap<String, String>();
        words.put("Daily cap, USD", words(settings.dailyCapUsd(), stored.dailyOtherwise()));
        words.put("Monthly cap, USD", words(settings.monthlyCapUsd(), stored.monthlyOtherwise()));
        words.put("Requests per second", words(settings.requestsPerSecond(), pace.requestsPerSecond()));
        for (SyncJob job : jobs.all()) {
            words.put(
                    "Schedule of \u201C" + job.title() + "\u201D",
                    timetable(settings, job).hours().stream()
                                    .map("%02d:00"::formatted)
                                    .collect(Collectors.joining(", "))
                            + " UTC");
        }
        for (RetainedData one : kept) {
            Integer months = settings.keptMonths().get(one.name());
            words.put(one.title() + " are kept", months == null ? "forever" : "for " + months + " months");
        }
        return words;
    }

    private static String words(@Nullable Object chosen, Object otherwise) {
        return chosen == null ? otherwise + " (not set)" : chosen.toString();
    }

    private Optional<RetainedData> kept(String name) {
        return kept.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
